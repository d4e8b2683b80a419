using OrleansML.Learning.Monitoring;
using Xunit;

namespace OrleansML.LearningTests.Monitoring.Slo;

public sealed class SloHistoryTests
{
    [Fact]
    public void Within_SteadyTrafficOverEightHours_CountsTheWindowAlone()
    {
        // 100 requests a minute, of which one is bad until hour 7 and two are after; 1 % is allowed.
        var history = new SloHistory();
        var total = default(SloCounts);
        var now = TimeSpan.Zero;
        for (var minute = 0; minute < 480; minute++)
        {
            history.Add(now, total);
            now += TimeSpan.FromMinutes(1);
            total += new SloCounts(100, minute < 420 ? 1 : 2, 1);
        }

        Assert.Equal(new SloCounts(500, 10, 5), history.Within(TimeSpan.FromMinutes(5), now, total));
        Assert.Equal(new SloCounts(3_000, 60, 30), history.Within(TimeSpan.FromMinutes(30), now, total));
        Assert.Equal(new SloCounts(6_000, 120, 60), history.Within(TimeSpan.FromHours(1), now, total));
        Assert.Equal(new SloCounts(36_000, 420, 360), history.Within(TimeSpan.FromHours(6), now, total));
    }

    [Fact]
    public void Within_YoungerThanTheWindow_CountsAll()
    {
        var history = new SloHistory();
        var total = new SloCounts(10, 1, 0.1);
        history.Add(TimeSpan.FromMinutes(1), default);

        Assert.Equal(total, history.Within(TimeSpan.FromHours(6), TimeSpan.FromMinutes(3), total));
    }

    [Fact]
    public void Within_BetweenTwoSteps_BeginsUpToAStepEarly()
    {
        var history = new SloHistory();
        history.Add(TimeSpan.FromMinutes(0), new SloCounts(0, 0, 0));
        history.Add(TimeSpan.FromMinutes(1), new SloCounts(7, 0, 0.5));
        history.Add(TimeSpan.FromMinutes(2), new SloCounts(9, 0, 0.75));

        // The window of 5 minutes begins at 1:30; the total that was kept before that is the one of minute 1.
        Assert.Equal(new SloCounts(13, 0, 0.5), history.Within(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(390), new SloCounts(20, 0, 1)));
    }

    [Fact]
    public void Add_SoonerThanAStep_KeepsTheEarlier()
    {
        var history = new SloHistory();
        history.Add(TimeSpan.Zero, new SloCounts(1, 0, 0.25));
        history.Add(TimeSpan.FromSeconds(59), new SloCounts(5, 0, 1.25));

        Assert.Equal(new SloCounts(9, 0, 2.25), history.Within(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(359), new SloCounts(10, 0, 2.5)));
    }
}
