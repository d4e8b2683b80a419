using System.Globalization;
using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Monitoring;

/// <summary>What <c>deploy/quickstart.sh --check --drift</c> does, and that the platform tells the same afterwards: one alarm, one retraining, one promotion.</summary>
public sealed class DriftWalkTests(ITestOutputHelper output)
{
    private const string Model = "customers";
    private const string Retraining = "retrain_customers";

    // Longer than the walk itself waits.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(7);

    [Fact]
    public async Task Quickstart_Drift_OneAlarmOneRetrainingAndOnePromotion()
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await PlatformProcess.StartAsync("all", directory.File("data"), "--set", "OrleansML:Monitoring:Flush=00:00:01");

        var walk = await Binary.RunAsync(
            Longest,
            "quickstart", "--drift", "--json", "--directory", directory.File("quickstart"),
            "--connect", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{platform.GatewayPort}"));
        output.WriteLine($"{walk.Error}\n{walk.Output}");
        Assert.True(walk.ExitCode == 0, $"The walk ended with {walk.ExitCode}: {walk.Error}\n{walk.Output}\n{platform.Log}");

        var alerts = await platform.RunAsync("monitor", "alerts", Model, "--state", "all", "--json");
        var incident = Assert.Single(alerts.Json.GetProperty("incidents").EnumerateArray());
        Assert.Equal(("drift", "region=south", "closed"), (
            incident.GetProperty("rule").GetString(), incident.GetProperty("segment").GetString(), incident.GetProperty("state").GetString()));

        var pipeline = (await platform.RunAsync("pipeline", "show", Retraining, "--json")).Json.GetProperty("pipeline");
        Assert.Equal("Succeeded", Assert.Single(pipeline.GetProperty("recent").EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, pipeline.GetProperty("open").ValueKind);
        Assert.Empty(pipeline.GetProperty("waiting").EnumerateArray());

        var history = await platform.RunAsync("model", "history", Model, "--json");
        var promoted = Assert.Single(history.Json.GetProperty("events").EnumerateArray(), static move => move.GetProperty("action").GetString() == "promoted");
        Assert.Equal(2, promoted.GetProperty("version").GetInt32());
    }
}
