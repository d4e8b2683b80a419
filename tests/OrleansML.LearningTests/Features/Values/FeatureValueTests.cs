using System.Runtime.CompilerServices;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Values;

public sealed class FeatureValueTests
{
    public static TheoryData<FeatureValue, FeatureType?, string> EveryType => new()
    {
        { FeatureValue.Missing, null, "" },
        { FeatureValue.Of(true), FeatureType.Bool, "true" },
        { FeatureValue.Of(-7), FeatureType.Int, "-7" },
        { FeatureValue.Of(long.MinValue), FeatureType.Long, "-9223372036854775808" },
        { FeatureValue.Of(0.1f), FeatureType.Float, "0.1" },
        { FeatureValue.Of(0.1), FeatureType.Double, "0.1" },
        { FeatureValue.Of("Grüße"), FeatureType.String, "Grüße" },
        { FeatureValue.Of((FeatureTime)new DateTimeOffset(2026, 2, 3, 4, 5, 6, 7, TimeSpan.Zero)), FeatureType.Timestamp, "2026-02-03T04:05:06.0070000Z" },
    };

    [Theory]
    [MemberData(nameof(EveryType))]
    public void Of_EveryType_KeepsTypeAndValue(FeatureValue value, FeatureType? type, string text)
    {
        Assert.Equal(type, value.Type);
        Assert.Equal(text, value.ToString());
        Assert.Equal(type is null, value.IsMissing);
        if (type is { } known)
            Assert.True(FeatureTypes.TryParse(known, text, out var parsed) && parsed == value);
    }

    [Fact]
    public void Size_IsSixteenBytes() => Assert.Equal(16, Unsafe.SizeOf<FeatureValue>());

    [Fact]
    public void Of_Numbers_AllocatesNothing()
    {
        var sum = Sum(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        sum += Sum(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal((45 + 499_500) * 1.5, sum);

        static double Sum(int count)
        {
            var sum = 0.0;
            for (var index = 0; index < count; index++)
            {
                FeatureValue.Of(index * 1.5).TryGetNumber(out var number);
                sum += number;
            }

            return sum;
        }
    }

    [Fact]
    public void TryGetNumber_TextAndTimes_AreNoNumbers()
    {
        Assert.False(FeatureValue.Of("1").TryGetNumber(out _));
        Assert.False(FeatureValue.Of(new FeatureTime(1)).TryGetNumber(out _));
        Assert.False(FeatureValue.Missing.TryGetNumber(out _));
        Assert.True(FeatureValue.Of(true).TryGetNumber(out var one) && one == 1);
    }

    [Fact]
    public void CompareTo_MixedValues_IsATotalOrder()
    {
        FeatureValue[] sorted =
        [
            FeatureValue.Missing, FeatureValue.Of(false), FeatureValue.Of(true), FeatureValue.Of(3), FeatureValue.Of(2L), FeatureValue.Of(double.NaN),
            FeatureValue.Of(-1.0), FeatureValue.Of(-0.0), FeatureValue.Of(0.0), FeatureValue.Of("B"), FeatureValue.Of("a"),
        ];

        for (var left = 0; left < sorted.Length; left++)
        {
            for (var right = 0; right < sorted.Length; right++)
                Assert.Equal(Math.Sign(left.CompareTo(right)), Math.Sign(sorted[left].CompareTo(sorted[right])));
        }
    }

    [Fact]
    public void FeatureTime_TicksBelowAMicrosecond_AreCutOff()
    {
        // 7 ticks of 100 ns are no whole microsecond; before 1970 cutting goes back in time as well.
        Assert.Equal(0, ((FeatureTime)DateTimeOffset.UnixEpoch.AddTicks(7)).Microseconds);
        Assert.Equal(-1, ((FeatureTime)DateTimeOffset.UnixEpoch.AddTicks(-7)).Microseconds);
        Assert.Equal(1_700_000_000_123_456, ((FeatureTime)DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123).AddMicroseconds(456)).Microseconds);
    }
}
