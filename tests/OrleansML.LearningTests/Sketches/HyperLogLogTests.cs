using System.Buffers;
using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;
using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Sketches;

public sealed class HyperLogLogTests
{
    [Theory]
    [InlineData("", 0x2D06800538D394C2)]
    [InlineData("a", 0xE6C632B61E964E1F)]
    [InlineData("abc", 0x78AF5F94892F3950)]
    public void ValueHash_PublishedVectors_Agree(string text, ulong expected) => Assert.Equal(expected, ValueHash.Of(text));

    [Fact]
    public void ValueHash_EqualNumbers_HashTheSame()
    {
        Assert.Equal(ValueHash.Of(FeatureValue.Of(0.0)), ValueHash.Of(FeatureValue.Of(-0.0)));
        Assert.Equal(ValueHash.Of(FeatureValue.Of(1.5)), ValueHash.Of(FeatureValue.Of(1.5f)));
        Assert.Equal(ValueHash.Of(new string('x', 1000)), ValueHash.Of(FeatureValue.Of(new string('x', 1000))));
    }

    [Theory]
    [InlineData(12, 100)]
    [InlineData(12, 1000)]
    [InlineData(18, 60_000)]
    public void Estimate_SparseSketch_IsExactButForCollisions(int precision, int count)
    {
        // Expected collisions among n values at 2^25 positions: n^2 / 2^26, below 54 at 60,000; linear counting puts them back on average.
        var sketch = Sketch(precision, 0, count);

        Assert.True(sketch.IsSparse);
        Assert.InRange(sketch.Estimate(), count - (count / 1000), count + (count / 1000));
    }

    [Theory]
    [InlineData(10, 100, 1)]
    [InlineData(10, 1000, 20)]
    [InlineData(10, 10_000, 300)]
    public void Estimate_RepeatedValues_StaysWithinChrononsBounds(int precision, int count, int bound)
    {
        // The errors that Chronon's ApproxDistinctTest allows its CPC sketch of 2^10.
        var sketch = Sketch(precision, 0, count);
        sketch.Merge(Sketch(precision, 0, count));
        sketch.Merge(Sketch(precision, 0, count));

        Assert.InRange(sketch.Estimate(), count - bound, count + bound);
    }

    [Theory]
    [InlineData(8, 300)]
    [InlineData(8, 2_000)]
    [InlineData(8, 50_000)]
    [InlineData(11, 4_000)]
    [InlineData(11, 20_000)]
    [InlineData(12, 10_000)]
    public void Estimate_DenseSketches_HaveThePublishedStandardError(int precision, int count)
    {
        const int Trials = 200;
        var random = new Random(count);
        var (squares, sum) = (0.0, 0.0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var sketch = new HyperLogLog(precision);
            for (var index = 0; index < count; index++)
                sketch.Add((ulong)random.NextInt64(long.MinValue, long.MaxValue));
            Assert.False(sketch.IsSparse);
            var error = (sketch.Estimate() / (double)count) - 1;
            squares += error * error;
            sum += error;
        }

        // 1.04 / sqrt(m); the root mean square of 200 trials is off by 1 / sqrt(400), 5 %, and the mean by 1 / sqrt(200): three of each.
        var standardError = 1.04 / Math.Sqrt(1 << precision);
        Assert.InRange(Math.Sqrt(squares / Trials), 0, standardError * 1.15);
        Assert.InRange(sum / Trials, -standardError * 3 / Math.Sqrt(Trials), standardError * 3 / Math.Sqrt(Trials));
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(1_000_000)]
    [InlineData(1_000_000_000_000)]
    [InlineData(1e19)]
    public void Estimator_ExpectedRegisters_GivesTheCount(double count)
    {
        // With n values over m registers a register stays at most k with probability exp(-n / m / 2^k) (Poisson model): registers in these shares.
        // At 10^19 nearly half of them have reached the end of the hash.
        const int Precision = 18;
        var registers = new byte[1 << Precision];
        var rank = 0;
        for (var index = 0; index < registers.Length; index++)
        {
            while (rank < 65 - Precision && (index + 0.5) / registers.Length > Math.Exp(-count / registers.Length / Math.Pow(2, rank)))
                rank++;
            registers[index] = (byte)rank;
        }

        Assert.InRange(HyperLogLogEstimator.Estimate(registers, Precision) / count, 0.9998, 1.0002);
    }

    [Fact]
    public void Estimate_EmptySketch_IsZero()
    {
        Assert.Equal(0, new HyperLogLog(4).Estimate());
        Assert.Equal(0, HyperLogLogEstimator.Estimate(new byte[16], 4));
    }

    [Fact]
    public void Merge_AnyDivision_EqualsOneSketchOfAll()
    {
        var all = Write(Sketch(9, 0, 3000));
        foreach (var cut in new[] { 1, 50, 127, 128, 129, 1500, 2990 })
        {
            var (left, right) = (Sketch(9, 0, cut), Sketch(9, cut / 2, 3000));
            left.Merge(right);
            Assert.Equal(all, Write(left));

            right.Merge(Sketch(9, 0, cut));
            Assert.Equal(all, Write(right));
        }
    }

    [Fact]
    public void Add_DenseFromSparse_EqualsRegistersFilledOneByOne()
    {
        // The registers by their definition: the leading bits choose one, which keeps the largest position of a first one in the rest.
        const int Precision = 6;
        var random = new Random(3);
        var sketch = new HyperLogLog(Precision);
        var expected = new byte[1 << Precision];
        for (var index = 0; index < 5000; index++)
        {
            // Few bits set, so that long runs of zeros are common.
            var hash = (ulong)random.NextInt64(long.MinValue, long.MaxValue) & (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            sketch.Add(hash);
            var rank = 1;
            for (var bit = 63 - Precision; bit >= 0 && ((hash >> bit) & 1) == 0; bit--)
                rank++;
            ref var register = ref expected[hash >> (64 - Precision)];
            register = Math.Max(register, (byte)rank);
        }

        Assert.Equal(Write(HyperLogLog.FromRegisters(Precision, expected)), Write(sketch));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(5000)]
    public void WriteTo_AnySize_ReadsBackTheSame(int count)
    {
        var data = Write(Sketch(12, 0, count));
        var read = HyperLogLog.ReadFrom(data);

        Assert.Equal(data, Write(read));
        Assert.Equal(count <= 1024, read.IsSparse);
        for (var length = 0; length < Math.Min(data.Length, 300); length++)
            Assert.Throws<InvalidDataException>(() => HyperLogLog.ReadFrom(data.AsSpan(0, length)));
    }

    [Fact]
    public void Merge_OtherPrecision_IsRefused() => Assert.StartsWith(
        "A sketch of precision 11 cannot be merged into one of precision 12.",
        Assert.Throws<ArgumentException>(() => new HyperLogLog(12).Merge(new HyperLogLog(11))).Message);

    private static HyperLogLog Sketch(int precision, int first, int end)
    {
        var sketch = new HyperLogLog(precision);
        for (var value = first; value < end; value++)
            sketch.Add(ValueHash.Of(FeatureValue.Of((long)value)));
        return sketch;
    }

    private static byte[] Write(HyperLogLog sketch)
    {
        var buffer = new ArrayBufferWriter<byte>();
        sketch.WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
