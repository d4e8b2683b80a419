using Microsoft.ML.OnnxRuntime;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class HalfPrecisionTests
{
    [Fact]
    public void Float16_AllBits_WidenLikeSystemHalf()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var number = new Float16((ushort)bits);
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);

            Assert.Equal((float)half, number.ToFloat());
            Assert.Equal(Half.IsNaN(half), Float16.IsNaN(number));
            Assert.Equal(Half.IsFinite(half), Float16.IsFinite(number));
            Assert.Equal(Half.IsInfinity(half), Float16.IsInfinity(number));
            Assert.Equal(Half.IsNormal(half), Float16.IsNormal(number));
            Assert.Equal(Half.IsSubnormal(half), Float16.IsSubnormal(number));
            Assert.Equal(Half.IsNegative(half), Float16.IsNegative(number));
            if (!Half.IsNaN(half))
                Assert.Equal((ushort)bits, ((Float16)(float)half).value);
        }
    }

    [Fact]
    public void Float16_Narrowing_RoundsLikeSystemHalf()
    {
        foreach (var number in Samples())
            Assert.Equal((float)(Half)number, ((Float16)number).ToFloat());
    }

    [Fact]
    public void BFloat16_AllBits_AreTheUpperHalfOfASingle()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var number = new BFloat16((ushort)bits);
            var single = BitConverter.UInt32BitsToSingle((uint)bits << 16);

            Assert.Equal(single, number.ToFloat());
            Assert.Equal(float.IsNaN(single), BFloat16.IsNaN(number));
            Assert.Equal(float.IsFinite(single), BFloat16.IsFinite(number));
            Assert.Equal(float.IsInfinity(single), BFloat16.IsInfinity(number));
            Assert.Equal(float.IsNormal(single), BFloat16.IsNormal(number));
            Assert.Equal(float.IsSubnormal(single), BFloat16.IsSubnormal(number));
            Assert.Equal(float.IsNegative(single), BFloat16.IsNegative(number));
            if (!float.IsNaN(single))
                Assert.Equal((ushort)bits, ((BFloat16)single).value);
        }
    }

    [Fact]
    public void BFloat16_Narrowing_TakesTheNearest()
    {
        foreach (var number in Samples().Where(number => Math.Abs(number) < 1e38f && !float.IsNaN(number)))
        {
            var rounded = (BFloat16)number;
            var error = Math.Abs((double)rounded.ToFloat() - number);
            foreach (var neighbour in new[] { rounded.value + 1, rounded.value - 1 })
            {
                var other = new BFloat16((ushort)neighbour);
                if (BFloat16.IsFinite(other))
                    Assert.True(error <= Math.Abs((double)other.ToFloat() - number), $"{number} became {rounded}, {other} is nearer");
            }
        }

        // Exactly between two numbers: the even one.
        Assert.Equal(0x3F80, ((BFloat16)BitConverter.UInt32BitsToSingle(0x3F808000)).value);
        Assert.Equal(0x3F82, ((BFloat16)BitConverter.UInt32BitsToSingle(0x3F818000)).value);
        Assert.True(BFloat16.IsPositiveInfinity((BFloat16)float.MaxValue));
    }

    [Fact]
    public void Constants_HaveTheirBits()
    {
        Assert.Equal(0x0400, Float16.Epsilon.value);
        Assert.Equal(0x4248, Float16.Pi.value);
        Assert.Equal(0x7C00, Float16.PositiveInfinity.value);
        Assert.Equal(0xFC00, Float16.NegativeInfinity.value);
        Assert.Equal(0xFE00, Float16.NaN.value);
        Assert.Equal(0x3C00, Float16.One.value);
        Assert.Equal(0xFBFF, Float16.MinValue.value);
        Assert.Equal(0x7BFF, Float16.MaxValue.value);
        Assert.Equal(0x0080, BFloat16.Epsilon.value);
        Assert.Equal(0x4049, BFloat16.Pi.value);
        Assert.Equal(0x7F80, BFloat16.PositiveInfinity.value);
        Assert.Equal(0xFF80, BFloat16.NegativeInfinity.value);
        Assert.Equal(0xFFC1, BFloat16.NaN.value);
        Assert.Equal(0x3F80, BFloat16.One.value);
        Assert.Equal(0xFF7F, BFloat16.MinValue.value);
        Assert.Equal(0x7F7F, BFloat16.MaxValue.value);
    }

    [Fact]
    public void Comparison_FollowsTheNumbers()
    {
        Assert.True((Float16)1f < (Float16)2f);
        Assert.True((BFloat16)(-1f) <= (BFloat16)1f);
        Assert.False(Float16.NaN == Float16.NaN);
        Assert.True(Float16.NaN.Equals(Float16.NaN));
        Assert.True(BFloat16.NaN.Equals(BFloat16.NaN));
        Assert.True((Float16)1.5f == (Float16)1.5f);
        Assert.False(Float16.Zero == Float16.NegativeZero);
        Assert.False(BFloat16.Zero == BFloat16.NegativeZero);
        Assert.True(Float16.Zero.Equals(Float16.NegativeZero));
        Assert.True(BFloat16.Zero.Equals(BFloat16.NegativeZero));
        Assert.True(BFloat16.Zero <= BFloat16.NegativeZero);
        Assert.Equal(Float16.Zero.GetHashCode(), Float16.NegativeZero.GetHashCode());
        Assert.Equal(-1, Float16.NaN.CompareTo(Float16.One));
        Assert.Equal(1, Float16.One.CompareTo(Float16.NaN));
        Assert.Equal(1, BFloat16.One.CompareTo(null));
        Assert.Throws<ArgumentException>(() => BFloat16.One.CompareTo((object)3));
        Assert.True(Float16.IsNaNOrZero(Float16.NegativeZero));
        Assert.Equal(0xBC00, Float16.Negate(Float16.One).value);
        Assert.Equal("15872 : 1.5", ((Float16)1.5f).ToString());
        Assert.Equal("16320 : 1.5", ((BFloat16)1.5f).ToString());
    }

    private static IEnumerable<float> Samples()
    {
        var random = new Random(17);
        for (var index = 0; index < 20_000; index++)
            yield return BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
        for (var index = 0; index < 20_000; index++)
            yield return (random.NextSingle() - 0.5f) * 200_000;
        for (var index = 0; index < 5_000; index++)
            yield return (random.NextSingle() - 0.5f) * 1e-6f;
    }
}
