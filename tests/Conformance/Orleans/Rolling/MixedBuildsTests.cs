using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Rolling;

/// <summary>Silos of an old and of a new build in one cluster: the old ones lack a grain class.</summary>
public sealed class MixedBuildsTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public MixedBuildsTests()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((options, silo) => silo.Configure<GrainTypeOptions>(types =>
        {
            if (!options.SiloName.EndsWith('2'))
            {
                types.Classes.Remove(typeof(NewBuildGrain));
            }
        }));
        _cluster = builder.Build();
    }

    public async Task InitializeAsync()
    {
        await _cluster.DeployAsync();
        await Wait.UntilAsync(() => _cluster.Silos.All(KnowsTheNewBuild), "every silo knows the grain of the new build");

        // A client asks its gateway for the grains when it connects, and then once a minute; before the silos agree it might not hear of the new one.
        await _cluster.InitializeClientAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Call_ClassIsInTheNewBuildOnly_IsServedThereForEveryCaller()
    {
        var callers = _cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>()).Append(_cluster.Client).ToArray();

        for (var i = 0; i < 40; i++)
        {
            var grain = callers[i % callers.Length].GetGrain<INewBuildGrain>($"new-{i}");
            Assert.Equal(_cluster.Silos[2].SiloAddress, await Wait.ForAsync(grain.GetSilo()));
        }
    }

    [Fact]
    public async Task Call_LastSiloOfTheNewBuildIsGone_FailsWithTheReasonAndOldGrainsGoOn()
    {
        await _cluster.Client.GetGrain<INewBuildGrain>("gone").GetSilo();

        await _cluster.StopSiloAsync(_cluster.Silos[2]);
        await _cluster.WaitForClusterManifestToStabilizeAsync();

        var grain = _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IRandomPlacedGrain>("old");
        Assert.Contains(await Wait.ForAsync(grain.GetSilo()), _cluster.Silos.Select(silo => silo.SiloAddress));
        var exception = await Assert.ThrowsAnyAsync<Exception>(() =>
            Wait.ForAsync(_cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<INewBuildGrain>("gone").GetSilo()));
        Assert.Contains("NewBuild", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static bool KnowsTheNewBuild(InProcessSiloHandle silo)
    {
        try
        {
            silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<INewBuildGrain>("known");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
