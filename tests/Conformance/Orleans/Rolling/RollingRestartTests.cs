using Orleans.TestingHost;
using OrleansML.Conformance.Directory;

namespace OrleansML.Conformance.Rolling;

/// <summary>Silos that are stopped and replaced one after the other, while clients and grains keep calling.</summary>
public sealed class RollingRestartTests : IAsyncLifetime
{
    // Most calls are the first of their grain, so that there always are activations under way.
    private static readonly string[] Keys = [.. Enumerable.Range(0, 20_000).Select(number => $"rolling-{number}")];
    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(3).Build();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [StandInFact("one or two calls fail with SiloUnavailableException when a silo is stopped")]
    public async Task Restart_EverySiloUnderLoad_NoCallFails()
    {
        await using var callers = new Callers(_cluster, Keys, count: 16, seed: 1);
        foreach (var silo in _cluster.Silos)
        {
            await callers.ProgressAsync(100);
            await _cluster.RestartSiloAsync(silo);
        }

        await callers.ProgressAsync(100);
        Assert.Empty(callers.Failures);
        Assert.Empty(callers.WrongAnswers);
        Assert.Empty(Activations.ViolationsOf("rolling-"));
    }
}
