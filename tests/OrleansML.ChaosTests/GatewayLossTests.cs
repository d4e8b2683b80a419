namespace OrleansML.ChaosTests;

public sealed class GatewayLossTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_OneGateway_TheOtherAnswers()
    {
        var report = await ChaosRun.RunAsync(output, ChaosOptions.Patient, async run =>
        {
            var victim = run.Cluster.Gateways[0];
            run.Mark($"kill -9 of {victim}");
            await victim.KillAsync();
            await run.WaitUntilSteadyAsync(LongestWait);

            run.Mark($"{victim} started again");
            await victim.StartAsync();
            await run.WaitUntilSteadyAsync(LongestWait);
        });

        Assert.InRange(report.BalancerRetries, 1, int.MaxValue);
        // Registries tell gateways of changes, and must not wait for one that is gone.
        Assert.InRange(report.LongestWrite, 0, 25);
    }
}
