using Microsoft.Extensions.Time.Testing;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class EventReplayTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task PlayAsync_TenTimesAsFast_GivesEachAtItsTime()
    {
        var played = new List<(string Entity, double Second)>();
        var playing = PlayAsync(new EventReplay(_time, 10), played, Records(("a", 0), ("b", 100), ("c", 100), ("d", 1000)));
        for (var step = 0; !playing.IsCompleted && step < 2000; step++)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(1);
        }

        await playing;
        Assert.Equal(["a", "b", "c", "d"], played.Select(each => each.Entity));
        // Half a second is the grain of the clock in this test.
        Assert.InRange(played[0].Second, 0, 0.5);
        Assert.InRange(played[1].Second, 10, 11);
        Assert.Equal(played[1].Second, played[2].Second);
        Assert.InRange(played[3].Second, 100, 101);
    }

    [Fact]
    public async Task PlayAsync_WithoutSpeed_WaitsForNothing()
    {
        var played = new List<(string Entity, double Second)>();

        await PlayAsync(new EventReplay(_time, null), played, Records(("a", 0), ("b", 1e9)));

        Assert.Equal([("a", 0), ("b", 0)], played);
    }

    [Fact]
    public async Task PlayAsync_CancelledWhileWaiting_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var played = new List<(string Entity, double Second)>();
        var playing = PlayAsync(new EventReplay(_time, 1), played, Records(("a", 0), ("b", 1e9)), cancellation.Token);
        await Eventually.HoldsAsync(() => played.Count == 1, "the first is played");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playing);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void New_SpeedThatIsNone_IsRefused(double speed) => Assert.Throws<ArgumentOutOfRangeException>(() => new EventReplay(_time, speed));

    private async Task PlayAsync(
        EventReplay replay, List<(string Entity, double Second)> played, IAsyncEnumerable<FileRecord> records, CancellationToken cancellationToken = default)
    {
        var start = _time.GetUtcNow();
        await foreach (var record in replay.PlayAsync(records, cancellationToken))
            played.Add((record.Event!.Entity, (_time.GetUtcNow() - start).TotalSeconds));
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
