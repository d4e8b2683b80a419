using System.Runtime.CompilerServices;
using OrleansML.ChaosTests.Load;
using OrleansML.Testing;

namespace OrleansML.ChaosTests;

public sealed class FrozenSiloTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    [Fact, Trait("Category", "Chaos")]
    public Task Freeze_SiloOfTheRegistryUntilEvicted_EndsAndComesBackWithoutTouchingState() =>
        FreezeAsync(ChaosOptions.Patient, TimeSpan.Zero);

    [Fact, Trait("Category", "Chaos")]
    public Task Freeze_SiloOfTheRegistryFor60Seconds_EndsAndComesBackWithoutTouchingState() =>
        FreezeAsync(new ChaosOptions(), TimeSpan.FromSeconds(60));

    [Fact, Trait("Category", "Chaos")]
    public Task Freeze_OneSiloWithDefaultSettings_NothingIsLost() => ChaosRun.RunAsync(output, ChaosOptions.Defaults, async run =>
    {
        var victim = await run.ProbeReplicaAsync();
        run.Mark($"SIGSTOP of {victim}, default settings");
        await victim.PauseAsync();
        await run.WaitUntilSteadyAsync(TimeSpan.FromSeconds(150));
    });

    private Task FreezeAsync(ChaosOptions options, TimeSpan time, [CallerMemberName] string test = "") =>
        ChaosRun.RunAsync(output, options, run => FreezeAsync(run, time), test);

    private static async Task FreezeAsync(ChaosRun run, TimeSpan time)
    {
        await using var pushes = new ContendedPush(run.Client.Registry);
        await Eventually.HoldsAsync(() => pushes.Acknowledged > 12, "models are pushed");
        var victim = await run.FindRegistryAsync(ContendedPush.Model);
        var frozen = victim.Process!;
        await Eventually.HoldsAsync(() => pushes.UnderWay > 2, "pushes are under way");
        run.Mark($"SIGSTOP of {victim}, which holds the registry that models are pushed to");
        await victim.PauseAsync();
        await Task.WhenAll(run.LetRunAsync(time), run.WaitUntilSteadyAsync(LongestWait));
        var before = pushes.Acknowledged;
        await Eventually.HoldsAsync(() => pushes.Acknowledged > before + 12, "another silo took the registry over", LongestWait);

        run.Mark($"SIGCONT of {victim}");
        await victim.ResumeAsync();
        var exitCode = await frozen.WaitForExitAsync(LongestWait);
        Assert.True(exitCode == ChaosRun.EvictedExitCode, $"{victim} ended with {exitCode}: {frozen.Log.TrimEnd().Split('\n')[^1]}");
        await Eventually.HoldsAsync(() => victim.IsRunning, "it was started again", LongestWait);
        await run.WaitUntilActiveAsync(victim, LongestWait);
        await run.WaitUntilSteadyAsync(LongestWait);

        Assert.Equal([ChaosRun.EvictedExitCode], victim.ExitCodes);
        Assert.Empty(await pushes.FinishAsync());
    }
}
