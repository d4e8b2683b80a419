using System.Net;
using System.Runtime.CompilerServices;
using OrleansML.ChaosTests.Load;
using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

/// <summary>A new version takes over from another, or does not, in three silos under requests by entity.</summary>
public sealed class CanaryTests(ITestOutputHelper output)
{
    private const string Model = "linear";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // How fast a version answers says nothing where all processors are busy.
    private static readonly CanaryLimits Limits = new() { MinimumRequests = 20, LatencyMargin = TimeSpan.FromMinutes(30) };

    private static readonly CanaryRequest Request = new() { Version = 2, Steps = [30, 100], Bake = TimeSpan.FromSeconds(4), Limits = Limits };

    [Fact]
    public Task Kill_SiloOfTheDeploymentDuringACanary_EveryStepIsTakenAndNothingIsLost() => RunAsync(LinearModel.ToOnnx(2), async (cluster, client, traffic) =>
    {
        // Requests that the killed silo had are failed ones of either version; whether the canary survives it is what matters here.
        var request = Request with { Limits = Limits with { ErrorMargin = 1 } };
        await client.Client.Deployments.StartCanaryAsync(Model, request, new DeploymentChange { Operation = Guid.NewGuid(), Reason = "better" });
        await Eventually.HoldsAsync(() => traffic.Answered.Count(static answer => answer.Version == 2) >= 10, "the canary answers", Patience);
        var before = await LocateAsync(client);
        await cluster.Silos.Single(silo => silo.Address.Equals(before)).KillAsync();

        await Eventually.HoldsAsync(async () => await IsOverAsync(client), "the canary has ended", Patience);
        await UntilOnlyAsync(traffic, version: 2);

        var history = await client.Client.Registry.GetHistoryAsync(Model);
        Assert.Equal(["registered", "registered", "deployed", "deployed", "promoted"], history.Select(static move => move.Action));
        Assert.Equal([30, 100], history.Skip(2).Take(2).Select(static move => move.Weights!.Single(static weight => weight.Version == 2).Percent));
        Assert.Equal("canary of version 2 begins with 30 %: better", history[2].Reason);
        Assert.StartsWith("step 1 of 2 (30 %) is passed: ", history[3].Reason, StringComparison.Ordinal);
        Assert.Equal((2, "canary"), (history[4].Version, history[4].Actor));
        Assert.All(history.Skip(3).Zip(history.Skip(2)), pair => Assert.True(pair.First.At - pair.Second.At >= request.Bake));
        Assert.NotEqual(before, await LocateAsync(client));
    });

    [Fact]
    public Task StartCanaryAsync_VersionThatFailsOnSomeRows_IsRolledBackAndTheChampionAnswersAll() => RunAsync(LinearModel.ToFailingOnnx(2), async (_, client, traffic) =>
    {
        await client.Client.Deployments.StartCanaryAsync(Model, Request, new DeploymentChange { Operation = Guid.NewGuid(), Reason = "better" });

        await Eventually.HoldsAsync(async () => await IsOverAsync(client), "the canary has ended", Patience);
        await UntilOnlyAsync(traffic, version: 1);

        var history = await client.Client.Registry.GetHistoryAsync(Model);
        Assert.Equal(["registered", "registered", "deployed", "rolled-back"], history.Select(static move => move.Action));
        Assert.Equal((1, "canary"), (history[3].Version, history[3].Actor));
        Assert.Matches(@"^version 2 failed \d+ of \d+ requests \([\d.]+ %\), the champion 0 of \d+ requests \(0 %\); 1 % more are allowed$", history[3].Reason);
    });

    private static async Task<bool> IsOverAsync(TestClient client) => (await client.Client.Registry.GetAsync(Model)).Plan is null;

    /// <summary>Waits until the gateways have heard of the end, and sees that nobody else answers from then on.</summary>
    private static async Task UntilOnlyAsync(KeyedTraffic traffic, int version)
    {
        const int Enough = 100;
        var before = traffic.Answered.Count;
        await Eventually.HoldsAsync(
            () => traffic.Answered.Skip(before).TakeLast(Enough).Count(answer => answer.Version == version) == Enough, $"version {version} answers alone", Patience);

        // A request that was begun long ago may be on its way to the other one still.
        var begun = traffic.Begun;
        await Eventually.HoldsAsync(() => traffic.Answered.Count(answer => answer.Request > begun) >= 5 * Enough, "it goes on", Patience);
        Assert.All(traffic.Answered.Where(answer => answer.Request > begun), answer => Assert.Equal(version, answer.Version));
    }

    private static async Task<IPAddress> LocateAsync(TestClient client)
    {
        await client.Client.Deployments.GetAsync(Model);
        var address = await client.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(client.Grains.GetGrain<IDeploymentGrain>(Model));
        return address?.Endpoint.Address ?? throw new InvalidOperationException($"The deployment of '{Model}' is active nowhere.");
    }

    private async Task RunAsync(byte[] canary, Func<ProcessCluster, TestClient, KeyedTraffic, Task> body, [CallerMemberName] string test = "")
    {
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions
        {
            Settings = new Dictionary<string, string>(ChaosOptions.PatientDetection) { ["OrleansML:Client:Retry:Deadline"] = "00:01:30" },
            LogFolder = Path.Combine(TestResults.FolderOf(test), "logs"),
        });
        try
        {
            await using var client = await TestClient.ConnectAsync(cluster.ClientSettings);
            foreach (var version in new[] { LinearModel.ToOnnx(1), canary })
                await client.Client.Registry.PushAsync(Model, new MemoryStream(version), new PushOptions { Manifest = LinearModel.Manifest(replicas: 3) });
            await using var traffic = new KeyedTraffic(cluster.Gateways.Select(static gateway => gateway.Url), Model);
            await Eventually.HoldsAsync(() => traffic.Answered.Count >= 100, "the champion answers", Patience);

            await body(cluster, client, traffic);

            output.WriteLine($"{traffic.Answered.Count(static answer => answer.Version == 1)} answers of version 1, {traffic.Answered.Count(static answer => answer.Version == 2)} of version 2");
            Assert.Empty(traffic.Faults);
        }
        catch
        {
            output.WriteLine(cluster.DescribeLogs());
            throw;
        }
    }
}
