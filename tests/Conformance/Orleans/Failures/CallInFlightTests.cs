using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Failures;

/// <summary>Calls that are under way when the silo that runs them is killed, by the way that they took there.</summary>
public sealed class CallInFlightTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public CallInFlightTests()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((options, silo) =>
        {
            silo.UseSiloMetadata(new Dictionary<string, string> { ["name"] = options.SiloName });
            silo.Services.AddPlacementDirector<NamedSiloPlacement, NamedSiloDirector>();
        });
        _cluster = builder.Build();
    }

    public async Task InitializeAsync()
    {
        await _cluster.DeployAsync();
        await Wait.UntilAsync(
            () => _cluster.Silos.All(silo => _cluster.Silos.All(other =>
                silo.ServiceProvider.GetRequiredService<ISiloMetadataCache>().GetSiloMetadata(other.SiloAddress).Metadata.ContainsKey("name"))),
            "the metadata of every silo on every silo");
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [StandInFact("a client hears nothing of a silo behind its gateway; such a call ends with TimeoutException after 30 s")]
    public async Task Kill_CallsOfAClientThroughAllGateways_FailAtOnceWithTheSiloUnavailable()
    {
        var victim = _cluster.Silos[2];
        var grains = Enumerable.Range(0, 24).Select(i => _cluster.Client.GetGrain<INamedSiloPlacedGrain>($"{victim.Name}/through-gateway-{i}")).ToArray();
        var calls = grains.Select(grain => grain.WaitUntilCancelled(CancellationToken.None)).ToArray();
        foreach (var grain in grains)
        {
            await Journal.UntilAsync(grain.GetPrimaryKeyString(), "started");
        }

        var watch = Stopwatch.StartNew();
        await _cluster.KillSiloAsync(victim);

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<SiloUnavailableException>(() => Wait.ForAsync(call));
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"The last call failed after {watch.Elapsed}; the response timeout is 30 s.");
    }

    [StandInFact("the caller keeps waiting for the silo that it knew, and gets TimeoutException after 30 s")]
    public async Task Kill_CallWasSentOnFromAStaleAddress_FailsAtOnceWithTheSiloUnavailable()
    {
        var (first, second, third) = (_cluster.Silos[0], _cluster.Silos[1], _cluster.Silos[2]);
        var known = Grain(first, second);
        await known.GetActivation();
        await MoveAsync(second, third);

        var call = known.WaitUntilCancelled(CancellationToken.None);
        await Journal.UntilAsync(known.GetPrimaryKeyString(), "started");
        var watch = Stopwatch.StartNew();
        await _cluster.KillSiloAsync(third);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => Wait.ForAsync(call));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"The call failed after {watch.Elapsed}; the response timeout is 30 s.");
    }

    [Fact]
    public async Task Call_AddressIsStale_IsSentOnToWhereTheGrainIsNow()
    {
        var (first, second, third) = (_cluster.Silos[0], _cluster.Silos[1], _cluster.Silos[2]);
        var known = Grain(first, second);
        Assert.Equal(second.SiloAddress, await known.GetSilo());
        await MoveAsync(second, third);

        Assert.Equal(third.SiloAddress, await known.GetSilo());
    }

    private static INamedSiloPlacedGrain Grain(InProcessSiloHandle caller, InProcessSiloHandle host) =>
        caller.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<INamedSiloPlacedGrain>($"{host.Name}/moving");

    /// <summary>Moves the grain without a word to the first silo.</summary>
    private async Task MoveAsync(InProcessSiloHandle host, InProcessSiloHandle target)
    {
        var grain = Grain(target, host);
        await Wait.UntilAsync(
            async () =>
            {
                // A migration that does not succeed leaves the grain where it was, and has to be asked for again.
                RequestContext.Set(IPlacementDirector.PlacementHintKey, target.SiloAddress);
                await grain.Cast<IGrainManagementExtension>().MigrateOnIdle();
                RequestContext.Remove(IPlacementDirector.PlacementHintKey);
                return target.SiloAddress.Equals(await grain.GetSilo());
            },
            $"the grain in {target.Name}");
    }
}
