using OrleansML.Learning.Monitoring;
using Xunit;

namespace OrleansML.LearningTests.Monitoring.Slo;

public sealed class SloWindowsTests
{
    [Theory]
    // 0.1 % may fail: 2 % of failures burn 20 times as fast, and all of them 1,000 times.
    [InlineData(1_000, 20, 1, 20)]
    [InlineData(1_000, 1_000, 1, 1_000)]
    [InlineData(1_000, 0, 1, 0)]
    [InlineData(0, 0, 0, 0)]
    public void BurnRate_Counts_IsBadByAllowed(long requests, long bad, double allowed, double expected) =>
        Assert.Equal(expected, new SloCounts(requests, bad, allowed).BurnRate);

    [Fact]
    public void BurnRate_OfVersionsWithDifferentTargets_WeighsEachByItsRequests()
    {
        // 9,000 requests at 99.9 % and 1,000 at 99 %: 9 + 10 may fail; 38 did.
        var sum = new SloCounts(9_000, 18, 9) + new SloCounts(1_000, 20, 10);

        Assert.Equal(2, sum.BurnRate);
    }

    [Theory]
    // In the order 5m, 30m, 1h, 6h.
    [InlineData(14.5, 0, 14.5, 0, SloAlert.Page)]
    [InlineData(14.4, 0, 14.5, 0, SloAlert.None)]
    [InlineData(14.5, 0, 14.4, 0, SloAlert.None)]
    [InlineData(0, 6.1, 0, 6.1, SloAlert.Ticket)]
    [InlineData(0, 6, 0, 6.1, SloAlert.None)]
    [InlineData(0, 6.1, 0, 6, SloAlert.None)]
    [InlineData(20, 20, 20, 20, SloAlert.Page)]
    // An outage that is over: the long windows remember it, the short ones do not.
    [InlineData(0, 0, 100, 20, SloAlert.None)]
    [InlineData(100, 7, 10, 7, SloAlert.Ticket)]
    public void Judge_Rates_NeedsBothWindows(double fiveMinutes, double halfHour, double hour, double sixHours, object expected) =>
        Assert.Equal(expected, SloWindows.Judge([fiveMinutes, halfHour, hour, sixHours]));
}
