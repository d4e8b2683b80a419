using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Scripts;

public sealed class ClusterScriptTests(SampleModel sample) : IClassFixture<SampleModel>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly string[] Up = ["up", "--free-ports", "--command", Binary.Path];

    [Fact]
    public async Task Cluster_UpJobKillDown_ComesBackAndLeavesNothingRunning()
    {
        await using var cluster = new ScriptedCluster();
        Succeeded(await cluster.RunAsync(Up));
        var started = cluster.Processes;
        Succeeded(await cluster.RunAsync(Up));
        Assert.Equal(["gateway-1", "gateway-2", "redis", "silo-1", "silo-2", "silo-3"], started.Keys.Order());
        Assert.Equal(started.OrderBy(process => process.Key), cluster.Processes.OrderBy(process => process.Key));

        var status = Succeeded(await cluster.RunAsync("status"));
        Assert.All(started, process => Assert.Matches($"(?m)^{process.Key} +process {process.Value} ", status));
        var ports = Succeeded(await cluster.RunAsync("ports")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        var url = $"http://127.0.0.1:{ports["HTTP_PORT_2"]}";
        using var directory = new TemporaryDirectory();
        var job = await Binary.RunAsync(
            "quickstart", "--json", "--url", url, "--connect", $"127.0.0.1:{ports["GATEWAY_PORT_1"]}", "--directory", directory.Path);
        Assert.True(job.ExitCode == 0, job.Error);
        Assert.All(job.Json.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));

        // A replica on every silo, so that one is lost whichever silo it is.
        var manifest = Path.Combine(directory.Path, "manifest.yaml");
        await File.WriteAllTextAsync(manifest, "replicas: 3\n");
        Succeeded(await Binary.RunAsync("model", "push", sample.Path, "--name", "under-load", "--manifest", manifest, "--url", url));
        var gateways = new[] { new Uri($"http://127.0.0.1:{ports["HTTP_PORT_1"]}/"), new Uri(url) };
        await using var load = new ScoreLoad(gateways, sample, "under-load", await Scores.ByHttpAsync(gateways[0], sample, "under-load"));
        await load.WaitForAnswersAsync(200);
        Succeeded(await cluster.RunAsync("kill", "2"));
        await Eventually.HoldsAsync(
            async () => cluster.Processes.TryGetValue("silo-2", out var id) && id != started["silo-2"] && await CountActiveAsync(url, "silo-2") == 1,
            "silo 2 is started again and joins",
            Long);
        await Eventually.HoldsAsync(async () => await CountActiveAsync(url, "silo-") == 3, "all three silos are active", Long);
        await load.WaitForAnswersAsync(200);
        Assert.Empty(await load.StopAsync());

        var living = cluster.Living.Count;
        Succeeded(await cluster.RunAsync("down"));
        // Six supervisors and three silos; gateways have no directory, and Redis shows another command line than it was started with.
        Assert.Equal(9, living);
        Assert.Empty(cluster.Living);
        Assert.All(started.Values, id => Assert.False(Directory.Exists($"/proc/{id}"), $"process {id} still runs"));
        Succeeded(await cluster.RunAsync("down", "--wipe"));
        Assert.False(Directory.Exists(cluster.Path));
    }

    [Theory]
    [InlineData("error: kill takes the number of a silo, 1 to 3, not '4'", "kill", "4")]
    [InlineData("error: --directory takes a value", "status", "--directory")]
    [InlineData("error: unknown option: restart", "restart")]
    public async Task Cluster_WrongUse_SaysWhatIsWrongAndExitsWith2(string error, params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("bash", [Repository.PathOf("deploy", "cluster.sh"), .. arguments]) { RedirectStandardError = true })!;

        var text = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.StartsWith(error, text);
        Assert.Equal(2, process.ExitCode);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("kill", "1")]
    [InlineData("ports")]
    public async Task Cluster_NothingStarted_SaysHowToStartOne(params string[] arguments)
    {
        await using var cluster = new ScriptedCluster();

        var result = await cluster.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"error: no cluster was started in {cluster.Path}.\n       Start one: deploy/cluster.sh up", result.Error);
    }

    private static async Task<int> CountActiveAsync(string url, string prefix)
    {
        var status = await Binary.RunAsync("cluster", "status", "--json", "--url", url);
        return status.ExitCode != 0 ? -1 : status.Json.GetProperty("silos").EnumerateArray().Count(silo =>
            silo.GetProperty("status").GetString() == "Active" && silo.GetProperty("name").GetString()!.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static string Succeeded(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, $"{result.Output}{result.Error}");
        return result.Output;
    }
}
