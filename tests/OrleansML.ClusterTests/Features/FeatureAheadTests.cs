using OrleansML.Features;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Features;

public sealed class FeatureAheadTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly FeatureCalls _calls = new(shared);

    [Fact]
    public async Task ReadAsync_SourceIsRefreshedAhead_GivesWhatIsFreshWithoutWaitingAndTheNewValueAfterwards()
    {
        await using var service = new JsonService();
        service.Answers["c1"] = """{"limit": 700}""";
        var view = await ApplyAsync(service.Port);
        Assert.Equal(700.0, (await _calls.ReadAsync(view, ["c1"])).Vectors[0].Features[0].Value.ToObject());

        // From now on an answer takes longer than any reader may wait.
        service.Delay = TimeSpan.FromSeconds(1);
        service.Answers["c1"] = """{"limit": 900}""";
        var answers = new List<(object?, FeatureAge)>();
        await Eventually.HoldsAsync(
            async () =>
            {
                answers.Add(await ReadAsync(view));
                return 900.0.Equals(answers[^1].Item1);
            },
            "the new value is there");

        Assert.Equal([700.0, 900.0], answers.Select(static answer => answer.Item1).Distinct());
        Assert.All(answers, static answer => Assert.Equal(FeatureAge.Fresh, answer.Item2));
    }

    [Fact]
    public async Task ReadAsync_RefreshAheadFails_GivesWhatIsFreshWithoutComplaint()
    {
        await using var service = new JsonService();
        service.Answers["c1"] = """{"limit": 700}""";
        var view = await ApplyAsync(service.Port);
        Assert.Equal(700.0, (await _calls.ReadAsync(view, ["c1"])).Vectors[0].Features[0].Value.ToObject());
        var before = service.Calls;
        service.Fails = true;

        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.Equal((700.0, FeatureAge.Fresh), await ReadAsync(view));
                return service.Calls > before + 1;
            },
            "it was asked again");
    }

    private async Task<(object?, FeatureAge)> ReadAsync(string view)
    {
        var vector = (await _calls.ReadAsync(view, ["c1"], TimeSpan.FromMilliseconds(500))).Vectors[0];
        return (vector.Features[0].Value.ToObject(), vector.Features[0].Age);
    }

    private Task<string> ApplyAsync(int port) => _calls.ApplyAsync($$"""
        entity: { card: string }
        sources:
          accounts:
            kind: http
            mode: ahead
            interval: 100ms
            timeout: 5s
            url: http://127.0.0.1:{{port}}/{card}
            fields:
              limit: { type: double, default: 500, ttl: 1h }
        """);
}
