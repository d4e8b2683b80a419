using System.Runtime.CompilerServices;
using OrleansML.ChaosTests.Load;
using OrleansML.Testing;

namespace OrleansML.ChaosTests;

public sealed class SiloLossTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    [Fact]
    public Task Kill_OneSilo_NothingIsLost() => KillOneAsync(ChaosOptions.Patient, LongestWait.TotalSeconds);

    [Fact, Trait("Category", "Chaos")]
    public Task Kill_OneSiloWithFastSettings_CallsAreAnsweredWithin5Seconds() => KillOneAsync(new ChaosOptions(), 5);

    [Fact, Trait("Category", "Chaos")]
    public Task Kill_OneSiloWithDefaultSettings_CallsAreAnsweredWithin30Seconds() => KillOneAsync(ChaosOptions.Defaults, 30);

    [Fact]
    public async Task Kill_SiloOfTheRegistryDuringPushes_EveryAcknowledgedVersionIsThere()
    {
        var acknowledged = 0;
        await ChaosRun.RunAsync(output, ChaosOptions.Patient, async run =>
        {
            await using var pushes = new ContendedPush(run.Client.Registry);
            await Eventually.HoldsAsync(() => pushes.Acknowledged > 12, "models are pushed", LongestWait);
            var victim = await run.FindRegistryAsync(ContendedPush.Model);
            await Eventually.HoldsAsync(() => pushes.UnderWay > 2, "pushes are under way", LongestWait);
            run.Mark($"kill -9 of {victim}, which holds the registry that models are pushed to");
            await victim.KillAsync();
            await run.WaitUntilSteadyAsync(LongestWait);
            var before = pushes.Acknowledged;
            await Eventually.HoldsAsync(() => pushes.Acknowledged > before + 12, "models are pushed again", LongestWait);

            Assert.Empty(await pushes.FinishAsync());
            acknowledged = pushes.Acknowledged;
        });

        Assert.InRange(acknowledged, 24, int.MaxValue);
    }

    [Fact, Trait("Category", "Chaos")]
    public async Task Kill_TwoOfThreeSilos_NothingIsLost()
    {
        await ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
        {
            var victim = await run.ProbeReplicaAsync();
            var second = run.Cluster.Silos.First(silo => silo != victim);
            run.Mark($"kill -9 of {victim} and {second}");
            await Task.WhenAll(victim.KillAsync(), second.KillAsync());
            await run.WaitUntilSteadyAsync(LongestWait);

            run.Mark("both started again");
            await Task.WhenAll(victim.StartAsync(), second.StartAsync());
            await run.WaitUntilSteadyAsync(LongestWait);
        });
    }

    private async Task KillOneAsync(ChaosOptions options, double longestRecoverySeconds, [CallerMemberName] string test = "")
    {
        var report = await ChaosRun.RunAsync(
            output,
            options,
            async run =>
            {
                var victim = await run.ProbeReplicaAsync();
                run.Mark($"kill -9 of {victim}");
                await victim.KillAsync();
                await run.WaitUntilSteadyAsync(LongestWait);
            },
            test);

        Assert.InRange(report.LastFailedCallSent ?? 0, 0, longestRecoverySeconds);
    }
}
