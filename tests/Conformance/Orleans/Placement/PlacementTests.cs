using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace OrleansML.Conformance.Placement;

[Collection(ClusterTests.Name)]
public sealed class PlacementTests(ClusterFixture fixture)
{
    private IEnumerable<SiloAddress> AllSilos => fixture.Silos.Select(silo => silo.SiloAddress);

    [Fact]
    public async Task FirstCalls_AtOnceFromEverywhere_ActivateOnce()
    {
        var keys = Enumerable.Range(0, 50).Select(i => $"single-{i}").ToArray();

        var activations = await Wait.ForAsync(Task.WhenAll(
            keys.SelectMany(key => fixture.AllCallers().Select(async grains =>
                (key, activation: await grains.GetGrain<IRandomPlacedGrain>(key).GetActivation())))));

        Assert.All(activations.GroupBy(each => each.key), calls => Assert.Single(calls.Select(each => each.activation).Distinct()));
        Assert.All(keys, key => Assert.Single(Journal.Read(key)));
    }

    [Fact]
    public async Task Random_ManyGrains_AreOnEverySilo() =>
        Assert.Equal(AllSilos.Order(), (await PlaceAsync<IRandomPlacedGrain>(fixture.Client, "random", 60)).Distinct().Order());

    [Fact]
    public async Task Default_Grains_AreOnSilosOfTheCluster() =>
        Assert.Subset(AllSilos.ToHashSet(), (await PlaceAsync<IDefaultPlacedGrain>(fixture.Client, "default", 20)).ToHashSet());

    [Fact]
    public async Task PreferLocal_FirstCallFromASilo_PlacesThere()
    {
        foreach (var silo in fixture.Silos)
        {
            var placed = await PlaceAsync<IPreferLocalPlacedGrain>(fixture.GrainsOf(silo), $"local-{silo.Name}", 10);

            Assert.All(placed, address => Assert.Equal(silo.SiloAddress, address));
        }
    }

    [Fact]
    public async Task PreferLocal_ActivatedElsewhere_IsCalledThere()
    {
        var grain = fixture.GrainsOf(fixture.Silos[2]).GetGrain<IPreferLocalPlacedGrain>("local-elsewhere");
        var silo = await grain.GetSilo();

        Assert.Equal(silo, await fixture.GrainsOf(fixture.Silos[0]).GetGrain<IPreferLocalPlacedGrain>("local-elsewhere").GetSilo());
    }

    [Fact]
    public async Task HashBased_Reactivated_IsOnTheSameSilo()
    {
        var before = await PlaceAsync<IHashPlacedGrain>(fixture.GrainsOf(fixture.Silos[0]), "hash", 30);
        foreach (var i in Enumerable.Range(0, 30))
        {
            var grain = fixture.Client.GetGrain<IHashPlacedGrain>($"hash-{i}");
            var activation = await grain.GetActivation();
            await grain.Deactivate();
            await Wait.UntilAsync(async () => await grain.GetActivation() != activation, "a new activation");
        }

        Assert.Equal(before, await PlaceAsync<IHashPlacedGrain>(fixture.GrainsOf(fixture.Silos[1]), "hash", 30));
        Assert.True(before.Distinct().Count() > 1, "All grains are on one silo.");
    }

    [Fact]
    public async Task StatelessWorker_CalledOnASilo_RunsThere()
    {
        foreach (var silo in fixture.Silos)
        {
            Assert.Equal(silo.SiloAddress, await fixture.GrainsOf(silo).GetGrain<IStatelessPlacedGrain>("worker").GetSilo());
        }
    }

    [Fact]
    public void Metadata_OfEverySilo_IsKnownEverywhere()
    {
        foreach (var silo in fixture.Silos)
        {
            var cache = silo.ServiceProvider.GetRequiredService<ISiloMetadataCache>();

            Assert.All(fixture.Silos, other => Assert.Equal(
                ClusterFixture.PoolOf(other), cache.GetSiloMetadata(other.SiloAddress).Metadata["pool"]));
            Assert.Empty(cache.GetSiloMetadata(SiloAddress.FromParsableString("127.0.0.9:9@9")).Metadata);
        }
    }

    [Fact]
    public async Task Filter_WithALiteralValue_PlacesOnMatchingSilosWhoeverCalls()
    {
        var gpuSilos = SilosOfPool("gpu");
        foreach (var (grains, i) in fixture.AllCallers().Select((grains, i) => (grains, i)))
        {
            Assert.Subset(gpuSilos, (await PlaceAsync<IGpuPlacedGrain>(grains, $"gpu-{i}", 15)).ToHashSet());
        }
    }

    [Fact]
    public async Task Filter_WithTheValueInTheKey_PlacesOnMatchingSilos()
    {
        Assert.Equal(SilosOfPool("cpu"), (await PlaceAsync<IPoolInKeyPlacedGrain>(fixture.Client, "cpu/in-key", 10)).ToHashSet());
        Assert.Equal(SilosOfPool("gpu"), (await PlaceAsync<IPoolInKeyPlacedGrain>(fixture.Client, "gpu/in-key", 30)).ToHashSet());
    }

    [Fact]
    public async Task Filter_NoSiloMatches_CallFailsAtOnce()
    {
        foreach (var grains in fixture.AllCallers())
        {
            var exception = await Assert.ThrowsAsync<OrleansException>(
                () => Wait.ForAsync(grains.GetGrain<INowherePlacedGrain>("nowhere").GetSilo()));

            Assert.Contains("No active nodes are compatible with grain", exception.Message);
            Assert.Contains("nowhereplaced", exception.Message);
        }
    }

    [Fact]
    public async Task Director_OfOurOwn_DecidesWhereGrainsGo()
    {
        foreach (var silo in fixture.Silos)
        {
            Assert.Equal(silo.SiloAddress, await fixture.Client.GetGrain<INamedSiloPlacedGrain>($"{silo.Name}/directed").GetSilo());
        }
    }

    [Fact]
    public async Task Director_PlacementHintInTheRequest_IsSeen()
    {
        var hinted = fixture.Silos[2].SiloAddress;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, hinted);

        Assert.Equal(hinted, await fixture.Client.GetGrain<INamedSiloPlacedGrain>($"{fixture.Silos[0].Name}/hinted").GetSilo());
        RequestContext.Clear();
    }

    [Fact]
    public async Task Immovable_Declared_IsReadableAndTheGrainServes()
    {
        Assert.Equal(ImmovableKind.Any, typeof(ImmovablePlacedGrain).GetCustomAttribute<ImmovableAttribute>()!.Kind);
        Assert.Contains(await fixture.Client.GetGrain<IImmovablePlacedGrain>("immovable").GetSilo(), AllSilos);
    }

    [Fact]
    public async Task Call_FromSiloToSilo_CarriesResultsErrorsAndCancellation()
    {
        var caller = fixture.Client.GetGrain<INamedSiloPlacedGrain>($"{fixture.Silos[0].Name}/caller");
        var callee = fixture.Client.GetGrain<INamedSiloPlacedGrain>($"{fixture.Silos[1].Name}/callee");
        using var source = new CancellationTokenSource();

        Assert.Equal(fixture.Silos[1].SiloAddress, await caller.GetSiloOf(callee));
        Assert.Equal(
            callee.GetPrimaryKeyString(),
            (await Assert.ThrowsAsync<InvalidOperationException>(() => caller.ThrowIn(callee))).Message);
        var waiting = caller.WaitIn(callee, source.Token);
        await Journal.UntilAsync(callee.GetPrimaryKeyString(), "started");
        await source.CancelAsync();
        await Journal.UntilAsync(callee.GetPrimaryKeyString(), "cancelled");
        await waiting.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private HashSet<SiloAddress> SilosOfPool(string pool) =>
        fixture.Silos.Where(silo => ClusterFixture.PoolOf(silo) == pool).Select(silo => silo.SiloAddress).ToHashSet();

    private static Task<SiloAddress[]> PlaceAsync<TGrain>(IGrainFactory grains, string prefix, int count)
        where TGrain : IPlacedGrain =>
        Wait.ForAsync(Task.WhenAll(Enumerable.Range(0, count).Select(i => grains.GetGrain<TGrain>($"{prefix}-{i}").GetSilo())));
}
