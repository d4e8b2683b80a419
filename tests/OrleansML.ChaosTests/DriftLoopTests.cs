using System.Net;
using OrleansML.Monitoring;
using OrleansML.Pipelines;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

/// <summary>
/// <c>quickstart --drift</c> on three silos of which that is killed, along the way, which watches the model, then that which runs the retraining. Every
/// silo that was killed comes back before the next one goes.
/// </summary>
public sealed class DriftLoopTests(ITestOutputHelper output)
{
    private const string Model = "customers";
    private const string Retraining = "retrain_customers";
    private const int OrleansPort = 30_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact, Trait("Category", "Chaos")]
    public async Task Kill_SilosThatWatchAndRetrain_AlarmNamesTheSegmentAndOneRetrainingHappens()
    {
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions
        {
            Gateways = 1,
            Settings = new Dictionary<string, string>(ChaosOptions.PatientDetection) { ["OrleansML:Client:Retry:Deadline"] = "00:01:30" },
            SiloSettings = new Dictionary<string, string> { ["OrleansML:Monitoring:Flush"] = "00:00:01" },
            LogFolder = Path.Combine(TestResults.FolderOf(nameof(DriftLoopTests)), "logs"),
        });
        using var directory = new TemporaryDirectory();
        await using var client = await TestClient.ConnectAsync(cluster.ClientSettings);
        using var walk = Binary.Start("quickstart", "--drift", "--directory", directory.Path, "--connect", string.Join(',', cluster.Silos.Select(static silo => $"{silo.Address}:{OrleansPort}")));
        var (said, told) = (walk.StandardOutput.ReadToEndAsync(), walk.StandardError.ReadToEndAsync());
        try
        {
            var monitor = client.Grains.GetGrain<IModelMonitorGrain>(Model);
            var pipeline = client.Grains.GetGrain<IPipelineGrain>(Retraining);
            await UntilAsync(async () => (await monitor.GetIndex()).Judged is not null, "a window is judged");
            await ReplaceAsync(cluster, client, monitor);
            await UntilAsync(async () => (await monitor.GetIncidents(null, 10)).Length > 0, "an alarm");
            await ReplaceAsync(cluster, client, monitor);
            await UntilAsync(async () => await pipeline.GetStatus() is { Open: not null } or { Recent.Length: > 0 }, "a retraining");
            await ReplaceAsync(cluster, client, pipeline);

            using var deadline = new CancellationTokenSource(Patience);
            await walk.WaitForExitAsync(deadline.Token);
            Assert.True(walk.ExitCode == 0, $"The walk ended with {walk.ExitCode}.");

            var incident = Assert.Single(await monitor.GetIncidents(null, 10));
            Assert.Equal(("drift", "region=south"), (incident.Rule, incident.Segment));
            Assert.NotNull(incident.ClosedAt);
            var action = Assert.Single(incident.Actions, static action => action.Kind == "pipeline");
            Assert.Equal("done", action.State);
            var runs = await pipeline.GetStatus();
            Assert.Null(runs.Open);
            Assert.Equal(PipelineRunState.Succeeded, Assert.Single(runs.Recent).State);
            Assert.Equal(
                [("registered", 1), ("registered", 2), ("promoted", 2)],
                (await client.Client.Registry.GetHistoryAsync(Model)).Where(static change => change.Action is "registered" or "promoted").Select(static change => (change.Action, change.Version)));
        }
        catch
        {
            if (!walk.HasExited)
                walk.Kill();
            output.WriteLine($"{await told}\n{await said}\n{cluster.DescribeLogs()}");
            throw;
        }

        output.WriteLine($"{await told}\n{await said}");
    }

    private static Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.HoldsAsync(
        async () =>
        {
            try
            {
                return await condition();
            }
            catch (Exception exception) when (exception is OrleansMLException or OrleansException or TimeoutException)
            {
                // The model is not there yet, or the silo that answers was just killed.
                return false;
            }
        },
        what,
        Patience);

    /// <summary>Kills the silo that a grain is active on, and starts it again.</summary>
    private async Task ReplaceAsync(ProcessCluster cluster, TestClient client, IGrainWithStringKey grain)
    {
        IPAddress? at = null;
        await UntilAsync(async () => (at = (await client.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain))?.Endpoint.Address) is not null, "the grain is active somewhere");
        var silo = cluster.Silos.Single(silo => silo.Address.Equals(at));
        output.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} {silo} is killed, which had {grain.GetPrimaryKeyString()}.");
        await silo.KillAsync();
        await silo.StartAsync();
    }
}
