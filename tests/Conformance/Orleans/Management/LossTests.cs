using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.TestingHost;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Management;

/// <summary>The management grain over several silos, one of which has just died.</summary>
public sealed class LossTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public LossTests()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((options, silo) => silo.Services.AddKeyedSingleton<IControllable>("provider", new NamingProvider { Silo = options.SiloName }));
        _cluster = builder.Build();
    }

    private IManagementGrain Management => _cluster.Client.GetGrain<IManagementGrain>(0);

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task SendControlCommand_ProviderOfEverySilo_GivesAllResults() => Assert.Equal(
        _cluster.Silos.Select(silo => $"{silo.Name}: 3 of 4").Order(),
        (await Management.SendControlCommandToProvider<NamingProvider>("provider", 3, 4)).Cast<string>().Order());

    [Fact]
    public async Task Questions_ASiloHasJustDied_AreAnsweredForTheOthers()
    {
        var grains = Enumerable.Range(0, 60).Select(i => _cluster.Client.GetGrain<IRandomPlacedGrain>($"managed-{i}")).ToArray();
        var silos = await Task.WhenAll(grains.Select(grain => grain.GetSilo()));
        var victim = _cluster.Silos[2];

        await _cluster.KillSiloAsync(victim);

        var alive = _cluster.Silos.Select(silo => silo.SiloAddress).ToArray();
        await Wait.UntilAsync(async () => (await Retry(() => Management.GetHosts(onlyActive: true))).Count == 2, "two active silos");
        Assert.Equal(SiloStatus.Dead, (await Retry(() => Management.GetHosts()))[victim.SiloAddress]);
        Assert.Equal(alive.Order(), (await Management.GetDetailedHosts(onlyActive: true)).Select(host => host.SiloAddress).Order());
        Assert.Equal(2, (await Management.GetRuntimeStatistics([])).Length);
        var expected = silos.Count(alive.Contains);
        Assert.Equal(expected, (await Management.GetSimpleGrainStatistics())
            .Where(statistic => statistic.GrainType.Contains(nameof(RandomPlacedGrain), StringComparison.Ordinal)).Sum(statistic => statistic.ActivationCount));
        Assert.Equal(expected, (await Management.GetActiveGrains(grains[0].GetGrainId().Type)).Count);
        Assert.Equal(expected, (await Management.GetDetailedGrainStatistics()).Count(statistic => statistic.GrainId.Type == grains[0].GetGrainId().Type));
        Assert.True(await Management.GetTotalActivationCount() >= expected, "The total is less than the number of grains of one class.");
        await Management.ForceGarbageCollection([]);
        await Management.ForceRuntimeStatisticsCollection([]);
        await Management.ForceActivationCollection(TimeSpan.Zero);
        await Wait.UntilAsync(async () => (await Management.GetActiveGrains(grains[0].GetGrainId().Type)).Count == 0, "no active grain");
    }

    private static async Task<T> Retry<T>(Func<Task<T>> ask)
    {
        // The client may still send through the gateway that has just died, and is told so late on a machine that was busy just then.
        var answer = default(T);
        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    answer = await ask().WaitAsync(TimeSpan.FromSeconds(5));
                    return true;
                }
                catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
                {
                    return false;
                }
            },
            "an answer of the management grain");
        return answer!;
    }
}
