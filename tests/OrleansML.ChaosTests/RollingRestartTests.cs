using System.Diagnostics;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private const string NextVersion = "99.0.0";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Drain_OneSilo_NothingFails()
    {
        var report = await ChaosRun.RunAsync(output, ChaosOptions.Patient, async run =>
        {
            var silo = await run.ProbeReplicaAsync();
            var process = silo.Process!;
            run.Mark($"cluster drain {silo}");
            var drained = await run.Cluster.RunAsync("cluster", "drain", silo.Name, "--json");
            Assert.True(drained.ExitCode == 0, drained.Error);
            Assert.Equal(0, await process.WaitForExitAsync());
            await run.WaitUntilSteadyAsync(LongestWait);
        });

        // Not even a call that nobody repeats fails.
        Assert.Equal(0, report.ProbeFailures);
    }

    [Fact, Trait("Category", "Chaos")]
    public async Task Stop_OneSiloInOrder_NothingFails()
    {
        var report = await ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
        {
            var silo = await run.ProbeReplicaAsync();
            run.Mark($"SIGTERM of {silo}");
            Assert.Equal(0, await silo.StopAsync());
            await run.WaitUntilSteadyAsync(LongestWait);
        });

        Assert.Equal(0, report.ProbeFailures);
    }

    [Fact, Trait("Category", "Chaos")]
    public Task Restart_AllSilosInTurn_NothingFails() =>
        ChaosRun.RunAsync(output, new ChaosOptions(), run => RestartAsync(run, start => start));

    [Fact, Trait("Category", "Chaos")]
    public async Task Restart_AllSilosInTurnWithAnotherBuild_NothingFails()
    {
        var executable = await BuildAsync(TestResults.BuildFolder("next"), NextVersion);

        await ChaosRun.RunAsync(output, new ChaosOptions(), async run =>
        {
            await RestartAsync(run, start => start with { Executable = executable });
            var status = await run.Client.GetClusterStatusAsync();
            var versions = status.Silos.Where(silo => silo.Status == "Active").Select(silo => silo.Report?.ProductVersion.Split('+')[0]);
            Assert.Equal([NextVersion, NextVersion, NextVersion], versions);
        });
    }

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

    /// <summary>Builds the command with another version into a folder of its own, which is kept, and returns its path.</summary>
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
