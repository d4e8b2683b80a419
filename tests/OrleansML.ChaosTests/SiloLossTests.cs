namespace OrleansML.ChaosTests;

public sealed class SiloLossTests(ITestOutputHelper output)
{
    private const double LongestRecoverySeconds = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_OneSilo_NothingIsLostAndCallsAreAnsweredWithin5Seconds()
    {
        var report = await ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
        {
            var victim = await run.ProbeReplicaAsync();
            run.Mark($"kill -9 of {victim}");
            await victim.KillAsync();
            await run.WaitUntilSteadyAsync(LongestWait);
        });

        Assert.InRange(report.LastFailedCallSent ?? 0, 0, LongestRecoverySeconds);
    }
}
