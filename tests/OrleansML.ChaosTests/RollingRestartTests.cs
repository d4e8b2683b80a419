using System.Diagnostics;
using System.Runtime.CompilerServices;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    [Fact]
    public Task Stop_OneSiloInOrder_NothingFails() => ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
    {
        var silo = await run.ProbeReplicaAsync();
        run.Mark($"SIGTERM of {silo}");
        Assert.Equal(0, await silo.StopAsync());
        await run.WaitUntilSteadyAsync(LongestWait);
    });

    [Fact, Trait("Category", "Chaos")]
    public Task Restart_AllSilosInTurn_NothingFails() => RestartAsync(start => start);

    [Fact, Trait("Category", "Chaos")]
    public async Task Restart_AllSilosInTurnWithAnotherBuild_NothingFails()
    {
        using var directory = new TemporaryDirectory();
        var executable = await BuildAsync(directory.Path, "0.2.0-next");

        await RestartAsync(start => start with { Executable = executable });
    }

    private Task RestartAsync(Func<PlatformStart, PlatformStart> change, [CallerMemberName] string test = "") =>
        ChaosRun.RunAsync(output, new ChaosOptions(), run => RestartAsync(run, change), test);

    private static async Task RestartAsync(ChaosRun run, Func<PlatformStart, PlatformStart> change)
    {
        foreach (var silo in run.Cluster.Silos)
        {
            run.Mark($"{silo} stopped and started again");
            Assert.Equal(0, await silo.StopAsync());
            await silo.StartAsync(change);
            await run.WaitUntilActiveAsync(silo, LongestWait);
            await run.WaitUntilSteadyAsync(LongestWait);
        }
    }

    /// <summary>Builds the command with another version into a folder of its own and returns its path.</summary>
    private static async Task<string> BuildAsync(string folder, string version)
    {
        string[] arguments =
        [
            "build", Repository.PathOf("client", "OrleansML.Cli"), "-c", "Release", "--nologo", "-v", "q", $"-p:Engines={TestResults.Engines}",
            $"-p:Version={version}", $"-p:ArtifactsPath={folder}",
        ];
        using var build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var log = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, log);
        return Path.Combine(folder, "bin", "OrleansML.Cli", "release", "orleansml");
    }
}
