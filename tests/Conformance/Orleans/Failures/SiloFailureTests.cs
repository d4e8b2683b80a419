using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Failures;

/// <summary>What callers see when a silo dies, is stopped or joins; every test has a cluster of its own.</summary>
public sealed class SiloFailureTests : IAsyncLifetime
{
    private ITestCluster? _cluster;

    private ITestCluster Cluster => _cluster!;

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(2, (name, silo) =>
        {
            silo.UseSiloMetadata(new Dictionary<string, string> { ["name"] = name });
            silo.Services.AddPlacementDirector<NamedSiloPlacement, NamedSiloDirector>();
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // Shorter ones take a silo for dead that only had to wait for a busy machine.
                membership.ProbeTimeout = TimeSpan.FromSeconds(1.5);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
            });
        });
        await Wait.UntilAsync(
            () => Cluster.Silos.All(silo => Cluster.Silos.All(other =>
                silo.ServiceProvider.GetRequiredService<ISiloMetadataCache>().GetSiloMetadata(other.SiloAddress).Metadata.ContainsKey("name"))),
            "the metadata of every silo on every silo");
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task Kill_CallIsInsideTheSilo_FailsWithTheSiloUnavailable()
    {
        var victim = Cluster.Silos[1];
        var survivor = Cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        var grain = survivor.GetGrain<INamedSiloPlacedGrain>($"{victim.Name}/in-flight");
        var call = grain.WaitUntilCancelled(CancellationToken.None);
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "started");

        await Cluster.KillSiloAsync(victim);

        var exception = await Assert.ThrowsAnyAsync<OrleansMessageRejectionException>(() => Wait.ForAsync(call));
        Assert.IsType<SiloUnavailableException>(exception);
    }

    [Fact]
    public async Task Kill_GrainWasThere_IsServedByAnotherSiloAfterErrorsThatSayWhy()
    {
        var (victim, grains) = await PlaceOnSecondSiloAsync();

        await Cluster.KillSiloAsync(victim);

        foreach (var grain in grains)
        {
            await UntilServedAsync(grain);
            Assert.Equal(Cluster.Silos[0].SiloAddress, await grain.GetSilo());
        }
    }

    [Fact]
    public async Task Stop_GrainWasThere_IsDeactivatedAndServedByAnotherSilo()
    {
        var victim = Cluster.Silos[1];
        var there = Cluster.Client.GetGrain<INamedSiloPlacedGrain>($"{victim.Name}/stopped-silo");
        Assert.Equal(victim.SiloAddress, await there.GetSilo());

        var (_, grains) = await PlaceOnSecondSiloAsync();

        await Cluster.StopSiloAsync(victim);

        Assert.Equal("deactivate ShuttingDown", Journal.Read(there.GetPrimaryKeyString())[^1]);
        foreach (var grain in grains)
        {
            await UntilServedAsync(grain);
            Assert.Equal(Cluster.Silos[0].SiloAddress, await grain.GetSilo());
        }
    }

    [Fact]
    public async Task Start_AdditionalSilo_JoinsAndServesGrains()
    {
        var joined = await Cluster.StartAdditionalSiloAsync();

        await Wait.UntilAsync(
            async () => (await Cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count == 3,
            "three active silos");
        var i = 0;
        await Wait.UntilAsync(
            async () => joined.SiloAddress.Equals(await Cluster.Client.GetGrain<IRandomPlacedGrain>($"after-join-{i++}").GetSilo()),
            "a grain on the new silo");
    }

    [Fact]
    public async Task Stop_SiloWithTheClientsGateway_ClientUsesTheOther()
    {
        await Cluster.StopSiloAsync(Cluster.Silos[0]);

        for (var i = 0; i < 20; i++)
        {
            await UntilServedAsync(Cluster.Client.GetGrain<IRandomPlacedGrain>($"other-gateway-{i}"));
        }
    }

    private static async Task UntilServedAsync(IPlacedGrain grain) => await Wait.UntilAsync(
        async () =>
        {
            try
            {
                // A call that was on its way when its silo went is told so only after its own time limit, on a machine that was busy just then.
                await grain.GetActivation().WaitAsync(TimeSpan.FromSeconds(5));
                return true;
            }
            catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
            {
                return false;
            }
        },
        $"an answer of '{grain.GetPrimaryKeyString()}'");

    private async Task<(TestSilo Silo, IRandomPlacedGrain[] Grains)> PlaceOnSecondSiloAsync()
    {
        var silo = Cluster.Silos[1];
        var grains = new List<IRandomPlacedGrain>();
        await Wait.UntilAsync(
            async () =>
            {
                var grain = Cluster.Client.GetGrain<IRandomPlacedGrain>($"{Guid.NewGuid()}");
                if (silo.SiloAddress.Equals(await grain.GetSilo()))
                {
                    grains.Add(grain);
                }

                return grains.Count == 5;
            },
            "five grains on the second silo");

        return (silo, [.. grains]);
    }
}
