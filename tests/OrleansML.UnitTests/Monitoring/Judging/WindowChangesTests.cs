using OrleansML.Grains.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.UnitTests.Monitoring.Judging;

public sealed class WindowChangesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void In_WindowsThatChanged_AreCountedByWindowAndRun()
    {
        var changes = new WindowChanges();
        changes.Note([Changed(Noon), Changed(Noon + Hour)]);
        changes.Note([Changed(Noon)]);

        var index = changes.In(Index());

        Assert.Equal([2, 1, 0], index.Windows.Select(static window => window.Changes));
        Assert.NotEqual("", index.Run);
        Assert.Equal(index.Run, changes.In(Index()).Run);
        Assert.NotEqual(index.Run, new WindowChanges().In(Index()).Run);
    }

    [Fact]
    public void Forget_WindowsThatAreGone_AreNotCounted()
    {
        var changes = new WindowChanges();
        changes.Note([Changed(Noon)]);

        changes.Forget([Index().Windows[0]]);

        Assert.Equal([0, 0, 0], changes.In(Index()).Windows.Select(static window => window.Changes));
    }

    private static MonitorWindowId Changed(DateTimeOffset start) => new() { Version = 1, Start = start, Length = Hour };

    private static MonitorIndex Index() => QueryPlanTests.Index() with
    {
        Windows = [.. Enumerable.Range(0, 3).Select(static hour => new MonitorIndexWindow { Start = Noon + (hour * Hour), Length = Hour, Versions = [1] })],
    };
}
