using OrleansML.Features;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Features;

public sealed class FeatureFeedTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly FeatureCalls _calls = new(shared);

    [Fact]
    public async Task StartFeed_FilesAtPlayTime_CountsOldEventsAsOfNow()
    {
        using var directory = new TemporaryDirectory();
        var view = await ApplyAsync(directory, """
            card,at,id,amount
            c1,2020-01-01T00:00:00Z,1,2.5
            c1,2020-01-01T00:00:01Z,2,4
            c1,2020-01-01T00:00:01Z,2,4
            c1,2020-01-01T00:00:02Z,3,many
            """);
        var before = DateTimeOffset.UtcNow;

        await _calls.Features.StartFeedAsync(view, "payments", new FeatureFeedRequest { AtPlayTime = true });
        var ended = await EndOfAsync(view);
        var read = (await _calls.ReadAsync(view, ["c1"])).Vectors[0].Features;

        Assert.Equal((FeatureFeedPhase.Completed, 3L, 1L), (ended.Phase, ended.Accepted, ended.Rejected));
        Assert.StartsWith("Record 5: ", Assert.Single(ended.LastRejections), StringComparison.Ordinal);
        Assert.Equal([4.0, 2L, 6.5], read.Select(static feature => feature.Value.ToObject()));
        Assert.InRange(read[0].EventTime!.Value, before.ToUnixTimeMilliseconds() * 1000, DateTimeOffset.UtcNow.AddMilliseconds(1).ToUnixTimeMilliseconds() * 1000);
    }

    [Fact]
    public async Task StartFeed_FilesAtTheirOwnTime_LeavesOldEventsOutOfWindows()
    {
        using var directory = new TemporaryDirectory();
        var view = await ApplyAsync(directory, """
            card,at,id,amount
            c1,2020-01-01T00:00:00Z,1,2.5
            c1,2020-01-01T00:00:01Z,2,4
            """);

        await _calls.Features.StartFeedAsync(view, "payments", new FeatureFeedRequest());
        await EndOfAsync(view);
        var read = (await _calls.ReadAsync(view, ["c1"])).Vectors[0].Features;

        Assert.Equal([null, 0L, 0.0], read.Select(static feature => feature.Value.ToObject()));
        Assert.Equal((FeatureAge.Expired, 1577836801000000L), (read[0].Age, read[0].EventTime));
    }

    [Fact]
    public async Task StartFeed_NextEventIsFarAway_GivesTheOneBeforeItAtOnceAndGoesOnFromThereAfterAStop()
    {
        using var directory = new TemporaryDirectory();
        var view = await ApplyAsync(directory, """
            card,at,id,amount
            c1,2020-01-01T00:00:00Z,1,2.5
            c1,2020-01-03T00:00:00Z,2,4
            """);

        await _calls.Features.StartFeedAsync(view, "payments", new FeatureFeedRequest { AtPlayTime = true, Speed = 1 });
        await UntilAsync(view, 2.5);
        var stopped = await _calls.Features.StopFeedAsync(view, "payments");
        Assert.Equal((FeatureFeedPhase.Idle, 1L), (stopped.Phase, stopped.Accepted));

        await _calls.Features.StartFeedAsync(view, "payments", new FeatureFeedRequest { AtPlayTime = true });
        var ended = await EndOfAsync(view);

        Assert.Equal((FeatureFeedPhase.Completed, 2L), (ended.Phase, ended.Accepted));
        Assert.Equal([4.0, 2L, 6.5], (await _calls.ReadAsync(view, ["c1"])).Vectors[0].Features.Select(static feature => feature.Value.ToObject()));
    }

    [Fact]
    public async Task StartFeed_FileIsMissing_NamesItAndGoesOnWhenItIsThere()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("events.csv");
        var view = await ApplyAsync(directory, "");
        File.Delete(file);

        await _calls.Features.StartFeedAsync(view, "payments", new FeatureFeedRequest { AtPlayTime = true });
        await Eventually.HoldsAsync(
            async () => (await _calls.Features.GetFeedAsync(view, "payments")).Failure?.Contains(file, StringComparison.Ordinal) == true, "the file is named");
        await File.WriteAllTextAsync(directory.File("new"), "card,at,id,amount\nc1,2020-01-01T00:00:00Z,1,2.5\n");
        File.Move(directory.File("new"), file);
        var ended = await EndOfAsync(view);

        Assert.Equal((FeatureFeedPhase.Completed, 1L, null), (ended.Phase, ended.Accepted, ended.Failure));
    }

    private async Task<string> ApplyAsync(TemporaryDirectory directory, string events)
    {
        await File.WriteAllTextAsync(directory.File("events.csv"), events);
        return await _calls.ApplyAsync($$"""
            entity: { card: string }
            sources:
              payments:
                kind: files
                mode: pushed
                path: {{directory.File("events.csv")}}
                format: csv
                event_time: at
                event_id: id
                fields:
                  amount: { type: double, ttl: 1h }
            windows:
              count_1h: { field: amount, aggregate: count, length: 1h, hop: 1m }
              sum_1h: { field: amount, aggregate: sum, length: 1h, hop: 1m }
            """);
    }

    private async Task<FeatureFeedStatus> EndOfAsync(string view)
    {
        var status = await _calls.Features.GetFeedAsync(view, "payments");
        await Eventually.HoldsAsync(
            async () => (status = await _calls.Features.GetFeedAsync(view, "payments")).Phase != FeatureFeedPhase.Running, "the feed ended");
        return status;
    }

    private Task UntilAsync(string view, double amount) => Eventually.HoldsAsync(
        async () => amount.Equals((await _calls.ReadAsync(view, ["c1"])).Vectors[0].Features[0].Value.ToObject()), $"the amount is {amount}");
}
