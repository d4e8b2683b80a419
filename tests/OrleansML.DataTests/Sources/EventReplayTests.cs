using Microsoft.Extensions.Time.Testing;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class EventReplayTests
{
    [Fact]
    public async Task PlayAsync_TenTimesAsFast_GivesEachAtItsTime()
    {
        var played = await PlayAsync(new WaitedTimeProvider(), 10, ("a", 50), ("b", 150), ("c", 150), ("d", 140), ("e", 1050));

        Assert.Equal([("a", 0), ("b", 10), ("c", 10), ("d", 10), ("e", 100)], played);
    }

    [Fact]
    public async Task PlayAsync_LongerThanATimerCanWait_ComesAtItsTime()
    {
        const double Years = 2 * 365 * 86_400.0;

        Assert.Equal([("a", 0), ("b", Years)], await PlayAsync(new WaitedTimeProvider(), 1, ("a", 0), ("b", Years)));
    }

    [Fact]
    public async Task PlayAsync_WithoutSpeed_WaitsForNothing() =>
        Assert.Equal([("a", 0), ("b", 0)], await PlayAsync(new FakeTimeProvider(), null, ("a", 0), ("b", 1e9)));

    [Fact]
    public async Task PlayAsync_CancelledWhileWaiting_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        await using var playing = new EventReplay(new FakeTimeProvider(), 1).PlayAsync(Records(("a", 0), ("b", 1e9))).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await playing.MoveNextAsync());
        var next = playing.MoveNextAsync().AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void New_SpeedThatIsNone_IsRefused(double speed) => Assert.Throws<ArgumentOutOfRangeException>(() => new EventReplay(TimeProvider.System, speed));

    private static async Task<List<(string Entity, double Second)>> PlayAsync(TimeProvider time, double? speed, params (string Entity, double Second)[] events)
    {
        var start = time.GetUtcNow();
        var played = new List<(string Entity, double Second)>();
        await foreach (var record in new EventReplay(time, speed).PlayAsync(Records(events)))
            played.Add((record.Event!.Entity, (time.GetUtcNow() - start).TotalSeconds));
        return played;
    }

    private static async IAsyncEnumerable<FileRecord> Records(params (string Entity, double Second)[] events)
    {
        foreach (var (entity, second) in events)
        {
            await Task.Yield();
            var time = new FeatureTime((long)(second * 1e6));
            yield return new FileRecord(new FilePosition(time, "f", 1), new FeatureEvent { Entity = entity, Source = 0, EventTime = time, Fields = [] }, null);
        }
    }
}
