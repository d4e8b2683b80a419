using OrleansML.Monitoring;

namespace OrleansML.UnitTests.Monitoring;

public sealed class MonitorKeyTests
{
    [Theory]
    [InlineData("fare/3/20260326T005900Z/60/all", 60)]
    [InlineData("fare/3/20260326T000000Z/86400/a=1/2,b=x y", 86_400)]
    public void TryParse_WhatToStringGives_IsTheSame(string text, int seconds)
    {
        Assert.True(MonitorKey.TryParse(text, out var key));
        Assert.Equal(("fare", 3, TimeSpan.FromSeconds(seconds)), (key.Model, key.Version, key.Length));
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fare/3/20260326T005900Z/60")]
    [InlineData("fare/3/20260326T005900Z/60/")]
    [InlineData("/3/20260326T005900Z/60/all")]
    [InlineData("fare/-3/20260326T005900Z/60/all")]
    [InlineData("fare/3/2026-03-26/60/all")]
    [InlineData("fare/3/20260326T005900Z/x/all")]
    public void TryParse_AnythingElse_IsFalse(string? text) => Assert.False(MonitorKey.TryParse(text, out _));
}
