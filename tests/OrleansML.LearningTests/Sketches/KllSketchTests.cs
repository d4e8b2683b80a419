using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Sketches;

public sealed class KllSketchTests
{
    [Fact]
    public void Rank_FewValues_IsExact()
    {
        // datasketches-java: KllDoublesSketchTest, k 20 and the numbers 1 to 10.
        var sketch = Sketch(Enumerable.Range(1, 10), 20);

        Assert.Equal((10, 10, true, 0), (sketch.Retained, sketch.Count, sketch.IsExact, sketch.RankError));
        for (var value = 1; value <= 10; value++)
        {
            Assert.Equal(value / 10.0, sketch.Rank(value));
            Assert.Equal((value - 1) / 10.0, sketch.Rank(value, isInclusive: false));
            Assert.Equal(value, sketch.Quantile(value / 10.0));
        }

        Assert.Equal((1, 10), (sketch.Quantile(0), sketch.Quantile(1)));
    }

    [Theory]
    [InlineData(128, 0.0205, 0.0252)]
    [InlineData(200, 0.0133, 0.0165)]
    [InlineData(256, 0.0105, 0.0131)]
    [InlineData(1024, 0.00272, 0.00354)]
    public void Errors_UsualK_AreThoseOfDataSketches(int k, double rank, double share)
    {
        var sketch = Sketch(Enumerable.Range(0, 10_000), k);

        Assert.Equal(rank, sketch.RankError, 5e-5);
        Assert.Equal(share, sketch.ShareError, 6e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rank_AMillionValues_IsWithinTheError(bool isShuffled)
    {
        // KllDoublesSketchTest, the default k and the numbers up to 10^6: 1.33 % of all for every rank.
        const int Count = 1_000_000;
        var values = Enumerable.Range(0, Count).ToArray();
        if (isShuffled)
            new Random(1).Shuffle(values);
        var sketch = Sketch(values);

        Assert.Equal((Count, 0, Count - 1), (sketch.Count, sketch.Minimum, sketch.Maximum));
        for (var value = 0; value < Count; value += 50)
            Assert.InRange(sketch.Rank(value) - ((value + 1.0) / Count), -sketch.RankError, sketch.RankError);
        Assert.InRange(sketch.Quantile(0.5), (0.5 - sketch.RankError) * Count, (0.5 + sketch.RankError) * Count);
        Assert.InRange(sketch.Retained, 200, KllCapacity.OfAll(200, sketch.Levels));
        Assert.Equal(Count, sketch.CountUpTo(double.PositiveInfinity));
    }

    [Fact]
    public void Merge_TwoHalves_HasTheMedianAndTheWorseK()
    {
        // KllDoublesSketchTest: 10^4 values each, disjoint.
        var (left, right) = (Sketch(Enumerable.Range(0, 10_000), 256), Sketch(Enumerable.Range(10_000, 10_000), 128));
        left.Merge(right);

        Assert.Equal((20_000, 0, 19_999, 128), (left.Count, left.Minimum, left.Maximum, left.ErrorK));
        Assert.InRange(left.Quantile(0.5), 10_000 - (20_000 * left.RankError), 10_000 + (20_000 * left.RankError));

        var (exact, empty) = (Sketch(Enumerable.Range(0, 100), 128), new KllSketch(128));
        var sketch = Sketch(Enumerable.Range(0, 10_000), 256);
        sketch.Merge(exact);
        sketch.Merge(empty);
        Assert.Equal((10_100, 256), (sketch.Count, sketch.ErrorK));
        Assert.Equal(100, exact.Count);

        exact.Merge(Sketch(Enumerable.Range(0, 10_000), 64));
        Assert.Equal((64, 128), (exact.ErrorK, exact.K));
        Assert.Throws<ArgumentException>(() => exact.Merge(exact));
    }

    [Fact]
    public void Rank_ThousandTrials_StaysWithinTheErrorInNinetyNineOfAHundred()
    {
        const int Count = 20_000;
        var random = new Random(7);
        var values = Enumerable.Range(0, Count).ToArray();
        var outside = 0;
        for (var trial = 0; trial < 1000; trial++)
        {
            random.Shuffle(values);
            outside += LargestError(Sketch(values), Count) > Sketch(values.AsSpan(0, 300)).RankError ? 1 : 0;
        }

        Assert.InRange(outside, 0, 10);
    }

    [Fact]
    public void Merge_ThousandParts_StaysWithinTheErrorAndRepeats()
    {
        const int Parts = 1000;
        const int Each = 500;
        var values = Enumerable.Range(0, Parts * Each).ToArray();
        new Random(3).Shuffle(values);
        var (first, second) = (MergeAll(), MergeAll());

        Assert.Equal(Parts * Each, first.Count);
        Assert.InRange(LargestError(first, Parts * Each), 0, first.RankError);
        Assert.Equal(SketchBytes.Of(first.WriteTo), SketchBytes.Of(second.WriteTo));

        KllSketch MergeAll()
        {
            var merged = new KllSketch();
            for (var part = 0; part < Parts; part++)
                merged.Merge(Sketch(values.AsSpan(part * Each, Each)));
            return merged;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(5000)]
    public void WriteTo_AnySize_ReadsBackAndGoesOnTheSame(int count)
    {
        var sketch = new KllSketch(seed: 9);
        var random = new Random(count);
        for (var index = 0; index < count; index++)
            sketch.Add(random.NextDouble());
        var data = SketchBytes.Of(sketch.WriteTo);
        var read = KllSketch.ReadFrom(data);

        Assert.Equal(data, SketchBytes.Of(read.WriteTo));
        Assert.InRange(data.Length, 0, 6000);
        for (var index = 0; index < 1000; index++)
        {
            sketch.Add(index);
            read.Add(index);
        }

        Assert.Equal(SketchBytes.Of(sketch.WriteTo), SketchBytes.Of(read.WriteTo));
        if (count <= 201)
            SketchBytes.AssertRobust(data, static bytes => KllSketch.ReadFrom(bytes));
    }

    [Fact]
    public void Add_UnusualNumbers_AreOrderedOrRefused()
    {
        var sketch = new KllSketch();
        sketch.Add(double.NegativeInfinity);
        sketch.Add(-0.0);
        sketch.Add(0.0);
        sketch.Add(double.PositiveInfinity);

        Assert.Equal(0.75, sketch.Rank(-0.0));
        Assert.Equal(0.25, sketch.Rank(0.0, isInclusive: false));
        Assert.Throws<ArgumentException>(() => sketch.Add(double.NaN));
        Assert.True(double.IsNaN(new KllSketch().Quantile(0.5)));
        Assert.True(double.IsNaN(new KllSketch().Rank(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KllSketch(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KllSketch(65_536));
    }

    private static double LargestError(KllSketch sketch, int count)
    {
        var largest = 0.0;
        for (var value = 0; value < count; value += 97)
            largest = Math.Max(largest, Math.Abs(sketch.Rank(value) - ((value + 1.0) / count)));
        return largest;
    }

    private static KllSketch Sketch(IEnumerable<int> values, int k = KllSketch.DefaultK) => Sketch([.. values], k);

    private static KllSketch Sketch(ReadOnlySpan<int> values, int k = KllSketch.DefaultK)
    {
        var sketch = new KllSketch(k);
        foreach (var value in values)
            sketch.Add(value);
        return sketch;
    }
}
