using System.Text;
using OrleansML.Client;
using OrleansML.Features;
using OrleansML.Learning.Mlp;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>While an incident is open, features are answered with their defaults.</summary>
public sealed class FeatureDefaultActionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly MovedTime _time = new(Noon.AddSeconds(70));
    private PlatformCluster _platform = null!;

    private OrleansMLClient Client => _platform.Client;

    private IFeatureViewGrain View => _platform.Grains.GetGrain<IFeatureViewGrain>("cards");

    public async Task InitializeAsync()
    {
        _platform = await PlatformCluster.StartAsync(["cpu"], new() { ["OrleansML:Monitoring:Judge"] = "00:00:00.05" }, _time);
        await Client.Features.ApplyAsync("cards", """
            name: cards
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, default: 7 }
                  other: { type: double, default: 1 }
                  bare: { type: double }
            """);
        await Client.Features.IngestAsync(new FeatureIngestRequest { View = "cards", Events = Encoding.UTF8.GetBytes("""{"card": "c1", "amount": 20, "other": 30, "bare": 40}""") });
        await Client.Registry.PushAsync("watched", new MemoryStream(MlpModel.Random([3, 8, 1], seed: 1).ToOnnx()));
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Incident_OpensAndCloses_FeatureHasItsDefaultMeanwhile()
    {
        await Client.Monitor.ApplyAsync("watched", """
            model: watched
            window: 1m
            lateness: 0s
            rules:
              silent: { kind: rows, at_least: 100, for: 1, until: 1 }
            actions: { severity: info, feature_defaults: [cards.amount, cards.bare] }
            """);
        var feed = new MonitorFeed(_platform.Grains, "watched");
        await feed.AddAsync(Noon, MonitorFeed.Rows(10, "DE"));
        await feed.ReportAsync(Noon.AddMinutes(1));
        await Eventually.HoldsAsync(async () => (await View.GetSnapshot()).Switches.Length > 0, "the feature is switched");

        var incident = Assert.Single(await feed.Monitor.GetIncidents(true, 10));
        var known = Assert.Single((await View.GetSnapshot()).Switches);
        Assert.Equal(("amount", incident.Id), (known.Feature, known.Holder));
        await UntilReadAsync((7.0, FeatureAge.Default), (30.0, FeatureAge.Fresh));
        await Eventually.HoldsAsync(async () => (await ActionsAsync(feed, incident.Id)).All(static action => action.State != "pending"), "everything is done or given up");
        Assert.Equal(
            [("cards.amount", "done", "Feature 'cards.amount' is answered with its default."), ("cards.bare", "failed", "View 'cards' has no field with a default called 'bare'; those that have one are amount, other.")],
            (await ActionsAsync(feed, incident.Id)).Where(static action => action.Kind == "feature_default").Select(static action => (action.Target, action.State, action.Outcome)));

        await feed.AddAsync(Noon.AddMinutes(1), MonitorFeed.Rows(200, "DE"));
        await feed.ReportAsync(Noon.AddMinutes(2));
        _time.Move(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(async () => (await View.GetSnapshot()).Switches.Length == 0, "the feature is switched back");
        await UntilReadAsync((20.0, FeatureAge.Fresh), (30.0, FeatureAge.Fresh));
    }

    [Fact]
    public async Task SwitchToDefaults_SeveralHoldersLateOnesAndNewDefinitions_TheLastOneSwitchesBack()
    {
        await View.SwitchToDefaults(["amount"], "one", "because");
        var two = await View.SwitchToDefaults(["amount"], "two", "because");
        Assert.Equal(3, two.Revision);
        Assert.Equal(3, (await View.SwitchToDefaults(["amount"], "two", "again")).Revision);

        Assert.Equal("two", Assert.Single((await View.SwitchBack("one")).Switches).Holder);
        Assert.Equal((7.0, FeatureAge.Default), (await ReadAsync())[0]);
        // What one wanted comes late, and does not count any more.
        Assert.Equal("two", Assert.Single((await View.SwitchToDefaults(["amount"], "one", "late")).Switches).Holder);

        await Client.Features.ApplyAsync("cards", """
            name: cards
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, default: 8 }
                  other: { type: double, default: 1 }
                  bare: { type: double }
            """);
        Assert.Equal((8.0, FeatureAge.Default), (await ReadAsync())[0]);
        Assert.Empty((await View.SwitchBack("two")).Switches);
        Assert.Equal((20.0, FeatureAge.Fresh), (await ReadAsync())[0]);
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => View.SwitchToDefaults(["bare", "nothing"], "three", "because"));
        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal("View 'cards' has no field with a default called 'bare', 'nothing'; those that have one are amount, other.", error.Message);
    }

    private static async Task<MonitorAction[]> ActionsAsync(MonitorFeed feed, string incident) => (await feed.Monitor.GetIncident(incident)).Actions;

    // Silos are told after the view has stored its revision, and the view tells anybody what it has stored.
    private Task UntilReadAsync(params (double, FeatureAge)[] expected) =>
        Eventually.HoldsAsync(async () => (await ReadAsync()).SequenceEqual(expected), $"read is {string.Join(", ", expected)}");

    private async Task<(double, FeatureAge)[]> ReadAsync()
    {
        var reply = await Client.Features.ReadAsync(new FeatureReadRequest
        {
            View = "cards",
            Entities = [new EntityRequest { Entity = "c1" }],
            Selection = new FeatureSelection { Features = ["amount", "other"], Timeout = TimeSpan.FromSeconds(20) },
        });
        return [.. reply.Vectors[0].Features.Select(static feature => ((double)feature.Value.ToObject()!, feature.Age))];
    }
}
