using System.Runtime.CompilerServices;
using OrleansML.Testing;

namespace OrleansML.ChaosTests;

public sealed class RedisTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongOutage = TimeSpan.FromSeconds(30);

    [Fact, Trait("Category", "Chaos")]
    public Task Freeze_RedisFor30Seconds_PredictionsGoOnAndNobodyIsEvicted() => FreezeAsync(LongOutage);

    [Fact, Trait("Category", "Chaos")]
    public Task Kill_RedisFor30Seconds_PredictionsGoOnAndNobodyIsEvicted() => ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
    {
        var silos = run.SiloProcesses();
        run.Mark("kill -9 of Redis");
        await run.Cluster.Redis.KillAsync();
        await run.LetRunAsync(LongOutage);
        await run.Cluster.Redis.RestartAsync();
        await run.WaitUntilSteadyAsync(LongestWait);

        Assert.Equal(silos, run.SiloProcesses());
    });

    [Fact, Trait("Category", "Chaos")]
    public Task RefuseWrites_Redis_PredictionsGoOnAndChangesSucceedAfterwards() => ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
    {
        var silos = run.SiloProcesses();
        run.Mark("Redis refuses writes");
        Assert.Equal("+OK", await run.Cluster.Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1"));
        await run.LetRunAsync(Outage);
        Assert.Equal("+OK", await run.Cluster.Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "0"));
        await run.WaitUntilSteadyAsync(LongestWait);

        Assert.Equal(silos, run.SiloProcesses());
    });

    [Fact]
    public Task RestartEmpty_Redis_NothingIsWrittenUntilAnOperatorRestoresIt() => ChaosRun.RunAsync(output, ChaosOptions.Patient, async run =>
    {
        var silos = run.SiloProcesses();
        run.Mark("Redis restarted empty");
        await run.Cluster.Redis.RestartEmptyAsync();
        await Eventually.HoldsAsync(
            () => run.Cluster.Silos.All(silo => silo.Process!.Log.Contains("has lost the state of service 'orleansml'", StringComparison.Ordinal)),
            "every silo says that an operator must act",
            LongestWait);
        var written = run.Writer.Records.Length;
        await run.LetRunAsync(Outage);
        Assert.InRange(run.Writer.Records.Count(record => record.Acknowledged is not null), 0, written + 1);
        Assert.Equal("$-1", await run.Cluster.Redis.CommandAsync("GET", "orleansml/store-identity"));

        run.Mark("Redis restored from its append-only file");
        await run.Cluster.Redis.RestoreAsync();
        await run.WaitUntilSteadyAsync(LongestWait);

        Assert.Equal(silos, run.SiloProcesses());
    });

    private Task FreezeAsync(TimeSpan time, [CallerMemberName] string test = "") =>
        ChaosRun.RunAsync(output, new ChaosOptions(), run => FreezeAsync(run, time), test);

    private static async Task FreezeAsync(ChaosRun run, TimeSpan time)
    {
        var silos = run.SiloProcesses();
        run.Mark("SIGSTOP of Redis");
        await run.Cluster.Redis.PauseAsync();
        await run.LetRunAsync(time);
        await run.Cluster.Redis.ResumeAsync();
        await run.WaitUntilSteadyAsync(LongestWait);

        Assert.Equal(silos, run.SiloProcesses());
    }
}
