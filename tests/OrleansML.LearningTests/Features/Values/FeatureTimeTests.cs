using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Values;

public sealed class FeatureTimeTests
{
    // 2026-01-01T00:00:00Z, by date(1).
    private const long NewYear = 1_767_225_600_000_000;

    [Theory]
    [InlineData("2026-01-01", 0)]
    [InlineData("2026-01-01 00:00", 0)]
    [InlineData("2026-01-01T00:00:00", 0)]
    [InlineData("2026-01-01T02:00:00.000001+02:00", 1)]
    [InlineData("2026-01-01T00:00:00.123456Z", 123_456)]
    [InlineData("2026-01-01T00:00:00.1234569Z", 123_456)]
    [InlineData("2026-01-01T00:00:00.999999999Z", 999_999)]
    [InlineData("2026-01-01T00:00:00.99999999999999999999", 999_999)]
    [InlineData("2026-01-01T00:00:00.9999999+00:00", 999_999)]
    public void TryParse_WholeDate_IsUtcInWholeMicroseconds(string text, long microseconds)
    {
        Assert.True(FeatureTime.TryParse(text, out var time));
        Assert.Equal(NewYear + microseconds, time.Microseconds);
    }

    // .NET alone would take the date of today, or the year of it.
    [Theory]
    [InlineData("")]
    [InlineData("10:00")]
    [InlineData("10:00:00.5")]
    [InlineData("May 5")]
    [InlineData("05/06/2026")]
    [InlineData("2026-01")]
    [InlineData("2026-13-01")]
    [InlineData("2026-01-01T25:00:00")]
    [InlineData("2026-01-01T00:00:00.x")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(FeatureTime.TryParse(text, out _));
}
