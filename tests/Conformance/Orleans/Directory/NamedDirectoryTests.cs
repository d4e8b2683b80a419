using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Directory;

/// <summary>Grains that are registered in a directory of their own.</summary>
public sealed class NamedDirectoryTests : IAsyncLifetime
{
    private readonly MemoryDirectory _directory = new();
    private readonly InProcessTestCluster _cluster;

    public NamedDirectoryTests()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.AddGrainDirectory("shared", (_, _) => _directory));
        _cluster = builder.Build();
    }

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Activation_IsInItsOwnDirectory_UntilItEnds()
    {
        var grain = _cluster.Client.GetGrain<INamedDirectoryGrain>("own");
        await _cluster.Client.GetGrain<IRandomPlacedGrain>("elsewhere").GetActivation();

        var silo = await grain.GetSilo();

        var entry = Assert.Single(_directory.Entries);
        Assert.Equal(grain.GetGrainId(), entry.GrainId);
        Assert.Equal(silo, entry.SiloAddress);
        await grain.Deactivate();
        await Wait.UntilAsync(() => _directory.Entries.Count == 0, "the entry to be removed");
    }

    [Fact]
    public async Task FirstCalls_SilosRace_LosersHandTheirRequestsOver()
    {
        var calls = Enumerable.Range(0, 20).SelectMany(i => _cluster.Silos.Select(async silo =>
        {
            var grain = silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<INamedDirectoryGrain>($"race-{i}");
            return (i, await grain.GetActivation());
        }));

        var answers = await Wait.ForAsync(Task.WhenAll(calls));

        Assert.All(answers.GroupBy(answer => answer.i), ofGrain => Assert.Single(ofGrain.Select(answer => answer.Item2).Distinct()));
        Assert.Equal(20, _directory.Entries.Count);
    }

    [Fact]
    public async Task Call_EntryIsOfADeadSilo_IsServedByAnother()
    {
        var victim = _cluster.Silos[1];
        var grains = victim.ServiceProvider.GetRequiredService<IGrainFactory>();
        foreach (var key in Keys())
        {
            Assert.Equal(victim.SiloAddress, await grains.GetGrain<INamedDirectoryGrain>(key).GetSilo());
        }

        await _cluster.KillSiloAsync(victim);
        await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);

        foreach (var key in Keys())
        {
            Assert.Equal(_cluster.Silos[0].SiloAddress, await Wait.ForAsync(_cluster.Client.GetGrain<INamedDirectoryGrain>(key).GetSilo()));
        }

        Assert.All(_directory.Entries, entry => Assert.Equal(_cluster.Silos[0].SiloAddress, entry.SiloAddress));

        static IEnumerable<string> Keys() => Enumerable.Range(0, 10).Select(i => $"dead-{i}");
    }
}
