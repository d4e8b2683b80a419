using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Monitoring;

public sealed class UncountedPredictionsTests
{
    private static readonly DateTimeOffset Noon = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TellAsync_RunThatEndedWithAPartOnItsWay_TellsOnceWhatIsMissingAndWhichPartMayHaveArrived()
    {
        using var bench = new PredictionBench();
        for (var index = 0; index < 9; index++)
            bench.Counter.Take();
        bench.Counter.Drop();
        bench.Counter.IntendWindow(2, 1, Noon.ToUnixTimeSeconds(), 3_600);
        bench.Counter.CommitWindow();
        bench.Counter.WindowsCompleteUntil(new FeatureTime(7_000_000));
        bench.Counter.IntendWindow(3, 2, Noon.ToUnixTimeSeconds(), 3_600);
        var done = bench.Counters.Of("done", 1, bench.Time.GetFeatureTime());
        done.Take();
        done.IntendWindow(1, 1, 0, 60);
        done.CommitWindow();
        bench.Counters.Dispose();

        new LostPredictions(bench.Root).Collect(Noon);
        var uncounted = new UncountedPredictions(bench.Root);
        Assert.Equal([bench.Names.Run], uncounted.Runs());
        await Assert.ThrowsAsync<InvalidOperationException>(() => uncounted.TellAsync(bench.Names.Run, static _ => throw new InvalidOperationException()));

        List<UncountedOfVersion> told = [];
        Assert.True(await uncounted.TellAsync(bench.Names.Run, versions =>
        {
            told.AddRange(versions);
            return Task.CompletedTask;
        }));
        Assert.Equal([new UncountedOfVersion("fare", 1, 7, 1, DateTimeOffset.UnixEpoch.AddSeconds(7), new UncountedPart(2, Noon, TimeSpan.FromHours(1), 3))], told);
        Assert.Empty(uncounted.Runs());
        Assert.False(await uncounted.TellAsync(bench.Names.Run, static _ => throw new InvalidOperationException()));
    }

    [Fact]
    public void Collect_PartThatWasGivenUp_IsMissingWithoutAPart()
    {
        using var bench = new PredictionBench();
        bench.Counter.Take();
        bench.Counter.IntendWindow(1, 1, Noon.ToUnixTimeSeconds(), 60);
        bench.Counter.AbandonWindow();
        bench.Counters.Dispose();

        new LostPredictions(bench.Root).Collect(Noon);
        Assert.Equal([bench.Names.Run], new UncountedPredictions(bench.Root).Runs());
    }
}
