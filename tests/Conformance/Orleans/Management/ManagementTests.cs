using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using OrleansML.Conformance.Lifetime;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Management;

[Collection(ClusterTests.Name)]
public sealed class ManagementTests(ClusterFixture fixture)
{
    private IManagementGrain Management => fixture.Client.GetGrain<IManagementGrain>(0);

    private SiloAddress[] AllSilos => [.. fixture.Silos.Select(silo => silo.SiloAddress).Order()];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetHosts_AllActive_GivesEverySilo(bool onlyActive)
    {
        var hosts = await Management.GetHosts(onlyActive);

        Assert.Equal(AllSilos, hosts.Keys.Order());
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
    }

    [Fact]
    public async Task GetDetailedHosts_AllActive_GivesNamesAndStatus()
    {
        var hosts = await Management.GetDetailedHosts(onlyActive: true);

        Assert.Equal(
            fixture.Silos.Select(silo => (silo.SiloAddress, silo.Name, SiloStatus.Active)).OrderBy(each => each.Name),
            hosts.Select(host => (host.SiloAddress, host.SiloName, host.Status)).OrderBy(each => each.SiloName));
        Assert.All(hosts, host => Assert.InRange(host.StartTime, DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddMinutes(1)));
    }

    [Fact]
    public async Task GetActivationAddress_ActiveGrain_IsItsSilo()
    {
        var grain = fixture.Client.GetGrain<IRandomPlacedGrain>("addressed");
        var silo = await grain.GetSilo();

        Assert.Equal(silo, await Management.GetActivationAddress(grain));
    }

    [Fact]
    public async Task GetActivationAddress_GrainThatIsNotActive_IsNull() =>
        Assert.Null(await Management.GetActivationAddress(fixture.Client.GetGrain<IRandomPlacedGrain>("never-activated")));

    [Fact]
    public async Task GetActiveGrains_OfAType_GivesTheirIds()
    {
        var grains = Enumerable.Range(0, 5).Select(i => fixture.Client.GetGrain<ILongAgedGrain>($"listed-{i}")).ToArray();
        await Task.WhenAll(grains.Select(grain => grain.GetActivation()));

        var active = await Management.GetActiveGrains(grains[0].GetGrainId().Type);

        Assert.Equal(grains.Select(grain => grain.GetGrainId()).Order(), active.Order());
    }

    [Fact]
    public async Task GetSimpleGrainStatistics_ActiveGrains_AreCountedByType()
    {
        await Task.WhenAll(Enumerable.Range(0, 7).Select(i => fixture.Client.GetGrain<IAlwaysActiveGrain>($"counted-{i}").GetActivation()));

        var statistics = await Management.GetSimpleGrainStatistics();

        var counted = statistics.Where(each => each.GrainType.Contains(nameof(AlwaysActiveGrain), StringComparison.Ordinal)).ToArray();
        Assert.Equal(7, counted.Sum(each => each.ActivationCount));
        Assert.Subset(AllSilos.ToHashSet(), counted.Select(each => each.SiloAddress).ToHashSet());
        Assert.True(await Management.GetTotalActivationCount() >= 7);
    }

    [Fact]
    public async Task GetRuntimeStatistics_OfEverySilo_CountsItsActivations()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => fixture.Client.GetGrain<IRandomPlacedGrain>($"statistics-{i}").GetSilo()));

        var statistics = await Management.GetRuntimeStatistics(AllSilos);

        Assert.Equal(3, statistics.Length);
        Assert.True(statistics.Sum(each => each.ActivationCount) >= 30);
        Assert.All(statistics, each => Assert.True(each.EnvironmentStatistics.MaximumAvailableMemoryBytes > 0));
    }

    [Fact]
    public async Task ForceActivationCollection_OfEverySilo_DeactivatesIdleGrains()
    {
        var grain = fixture.Client.GetGrain<ILifetimeGrain>("collected-by-management");
        await grain.GetActivation();

        await Management.ForceActivationCollection(AllSilos, TimeSpan.Zero);

        await Journal.UntilAsync("collected-by-management", "deactivate ActivationIdle");
    }

    [Fact]
    public async Task DeactivateOnIdle_ThroughTheManagementExtension_DeactivatesTheGrain()
    {
        var grain = fixture.Client.GetGrain<ILifetimeGrain>("deactivated-by-extension");
        await grain.GetActivation();

        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        await Journal.UntilAsync("deactivated-by-extension", "deactivate ApplicationRequested");
    }

    [Fact]
    public void Membership_OnEverySilo_ShowsAllSilosActive()
    {
        foreach (var silo in fixture.Silos)
        {
            var snapshot = silo.ServiceProvider.GetRequiredService<IClusterMembershipService>().CurrentSnapshot;
            var oracle = silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>();

            Assert.Equal(AllSilos, snapshot.Members.Where(member => member.Value.Status == SiloStatus.Active).Select(member => member.Key).Order());
            Assert.Equal(AllSilos, oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Order());
            Assert.Equal(SiloStatus.Active, oracle.CurrentStatus);
        }
    }
}
