using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

/// <summary>Silos that do not belong to the cluster, or are not well, and must not disturb it.</summary>
public sealed class StrangerTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Observation = TimeSpan.FromSeconds(45);

    [Fact]
    public Task Start_WrongClusterId_DoesNotJoin() => ChaosRun.RunAsync(output, ChaosOptions.Patient, async run =>
    {
        var silos = run.SiloProcesses();
        var stranger = run.Cluster.AddSilo();
        run.Mark($"{stranger} with another cluster id");
        await stranger.StartAsync(start => With(start, "OrleansML:Cluster:ClusterId", "another"));
        await run.LetRunAsync(Stay);
        var status = await run.Client.GetClusterStatusAsync();
        await stranger.KillAsync();
        await run.WaitUntilSteadyAsync(LongestWait);

        Assert.DoesNotContain(status.Silos, silo => silo.Name == stranger.Name);
        Assert.Equal(silos, run.SiloProcesses());
    });

    [Fact, Trait("Category", "Chaos")]
    public async Task Start_ExpiredCertificate_IsRefused()
    {
        using var certificates = new TestCertificates();
        using var others = new TestCertificates();
        var settings = new Dictionary<string, string>(ChaosOptions.FastDetection.Concat(certificates.Issue("member")));
        await ChaosRun.RunAsync(output, new ChaosOptions { Settings = settings }, async run =>
        {
            var silos = run.SiloProcesses();
            var stranger = run.Cluster.AddSilo();
            run.Mark($"{stranger} with an expired certificate");
            var (exitCode, log) = await stranger.RunToEndAsync(LongestWait, start => With(start, certificates.Issue("expired", validToDays: -1)));
            Assert.True(exitCode is > 0, $"It goes on or ended well: {log}");
            Assert.Contains("expired", log);

            run.Mark($"{stranger} with a certificate of another authority");
            var foreign = stranger.RunToEndAsync(Observation, start => With(start, others.Issue("foreign")));
            await AssertNeverActiveAsync(run, stranger, foreign);
            Assert.NotEqual(0, (await foreign).ExitCode);
            await run.WaitUntilSteadyAsync(LongestWait);
            Assert.Equal(silos, run.SiloProcesses());
        });
    }

    [Theory, Trait("Category", "Chaos")]
    [InlineData("+10m")]
    [InlineData("-10m")]
    public async Task Start_ClockTenMinutesOff_NobodyElseIsEvicted(string offset)
    {
        var test = $"{nameof(Start_ClockTenMinutesOff_NobodyElseIsEvicted)}{offset}";
        await ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
        {
            var silos = run.SiloProcesses();
            var stranger = run.Cluster.AddSilo();
            run.Mark($"{stranger} with a clock that is off by {offset}");
            var (exitCode, log) = await stranger.RunToEndAsync(Observation, start => start with { Environment = ShiftedClock.Environment(offset) });
            await run.WaitUntilSteadyAsync(LongestWait);

            // It may serve, or be evicted because its signs of life look old; it must not take others with it.
            Assert.True(exitCode is null or ChaosRun.EvictedExitCode, log);
            Assert.Equal(silos, run.SiloProcesses());
        }, test);
    }

    private static async Task AssertNeverActiveAsync(ChaosRun run, ClusterNode stranger, Task end)
    {
        do
        {
            var status = await run.Client.GetClusterStatusAsync();
            Assert.DoesNotContain(status.Silos, silo => silo.Name == stranger.Name && silo.Status == "Active");
        }
        while (await Task.WhenAny(end, Task.Delay(Look)) != end);
    }

    private static PlatformStart With(PlatformStart start, string key, string value) =>
        With(start, new Dictionary<string, string> { [key] = value });

    private static PlatformStart With(PlatformStart start, IReadOnlyDictionary<string, string> settings) =>
        start with { Arguments = [.. start.Arguments, .. settings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" })] };
}
