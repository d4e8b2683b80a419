using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

public sealed class NetworkCutTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    [IsolatedFact, Trait("Category", "Chaos")]
    public async Task Cut_BetweenTwoSilosThatBothSeeRedis_NothingIsLost()
    {
        if (!PrivateNetwork.IsIsolated)
        {
            await IsolatedTest.RunAsync(output, $"{typeof(NetworkCutTests).FullName}.{nameof(Cut_BetweenTwoSilosThatBothSeeRedis_NothingIsLost)}");
            return;
        }

        var network = await PrivateNetwork.CreateAsync();
        await ChaosRun.RunAsync(output, new ChaosOptions { Network = network }, async run =>
        {
            var one = await run.ProbeReplicaAsync();
            var other = run.Cluster.Silos.First(silo => silo != one);
            run.Mark($"link between {one} and {other} cut");
            await network.CutAsync(one.Address, other.Address);
            await run.LetRunAsync(TimeSpan.FromSeconds(30));

            run.Mark("link mended");
            await network.MendAsync(one.Address, other.Address);
            await run.WaitUntilSteadyAsync(LongestWait);
        });
    }
}
