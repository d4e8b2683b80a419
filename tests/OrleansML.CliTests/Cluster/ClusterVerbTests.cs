using System.Net;
using System.Text;
using System.Text.Json;

namespace OrleansML.CliTests.Cluster;

public sealed class ClusterVerbTests
{
    private const string Post = "POST /api/v1/cluster/silos/one:drain?timeout=120&force=false";
    private const string Get = "GET /api/v1/cluster/silos/127.0.0.1%3A11111%401/drain";

    [Fact]
    public async Task ClusterStatus_Text_ShowsSilosDevicesAndWhatIsGone()
    {
        const string Cluster =
            """
            {"silos": [
              {"address": "127.0.0.1:11111@1", "name": "one", "pool": "gpu", "status": "Active", "activations": 7, "version": "0.1.0",
               "labels": {"zone": "a"}, "startedAt": "2020-01-01T00:00:00+00:00", "requestsPerSecond": 12.5, "drain": "Moving",
               "devices": [{"name": "cpu", "threads": 4, "queued": 3, "memoryBudgetBytes": 2097152, "memoryUsedBytes": 1048576}],
               "models": [{"model": "fraud", "version": 2, "bytes": 1048576, "answered": 9}]},
              {"address": "127.0.0.1:11112@1", "name": "two", "pool": "cpu", "status": "Dead", "lastSeenAt": "2020-01-01T00:00:00+00:00"}],
             "replicas": []}
            """;
        var gateway = new FakeGateway().Answer("GET /api/v1/cluster", Cluster);

        var run = await CommandRun.OfAsync(gateway, "cluster", "status");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("gpu (zone=a)", run.Output);
        Assert.Contains("Active, moving", run.Output);
        Assert.Contains("12.5", run.Output);
        Assert.Contains("fraud 2", run.Output);
        Assert.Matches(@"two .*Dead .*seen \d+ days", run.Output);
    }

    [Fact]
    public async Task ClusterDrain_SiloLeaves_WaitsAndShowsEachStep()
    {
        var phases = new Queue<string>(["Moving", "Stopping", "Stopped"]);
        var gateway = new FakeGateway().Answer(Post, Drain("Preloading")).Answer(Get, _ => Answer(Drain(phases.Dequeue())));

        var run = await CommandRun.OfAsync(gateway, "cluster", "drain", "one");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("Silo one (127.0.0.1:11111@1) has left the cluster.", run.Output);
        Assert.Equal(
            [
                "Other silos load what it serves: 1 of 3 replicas.",
                "Its replicas move: 2 of 3 left.",
                "It stops.",
                "It is gone.",
            ],
            run.Error.ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public async Task ClusterDrain_Json_WritesNothingButJson()
    {
        var gateway = new FakeGateway().Answer(Post, Drain("Stopped"));

        var run = await CommandRun.OfAsync(gateway, "cluster", "drain", "one", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal("Stopped", written.RootElement.GetProperty("phase").GetString());
    }

    [Fact]
    public async Task ClusterDrain_CannotBeEmptied_FailsWithTheReason()
    {
        var gateway = new FakeGateway().Answer(Post, Drain("Failed", "Silo two has no room. The silo serves on."));

        var run = await CommandRun.OfAsync(gateway, "cluster", "drain", "one");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("Silo one (127.0.0.1:11111@1) could not be drained: Silo two has no room. The silo serves on.", run.Error);
    }

    [Fact]
    public async Task ClusterDrain_Refused_SaysWhy()
    {
        var gateway = new FakeGateway().Answer(Post, """{"error":"It is the last of its pool.","code":"Conflict"}""", HttpStatusCode.Conflict);

        var run = await CommandRun.OfAsync(gateway, "cluster", "drain", "one");

        Assert.Equal((1, "It is the last of its pool."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ClusterDrain_NotGoneInTime_SaysHowToAskAgain()
    {
        var gateway = new FakeGateway()
            .Answer("POST /api/v1/cluster/silos/one:drain?timeout=1&force=true", Drain("Moving"))
            .Answer(Get, _ => Answer(Drain("Moving")));

        var run = await CommandRun.OfAsync(gateway, "cluster", "drain", "one", "--timeout", "1", "--force");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("was not gone after 1 s; the drain goes on. Ask again with 'cluster drain 127.0.0.1:11111@1'.", run.Error);
    }

    [Fact]
    public async Task ClusterDrain_TimeoutOutOfRange_IsAUsageError()
    {
        var run = await CommandRun.OfAsync("cluster", "drain", "one", "--timeout", "0");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--timeout is 0; it must lie between 1 and 3600 seconds.", run.Error, StringComparison.Ordinal);
    }

    private static string Drain(string phase, string? reason = null) =>
        $$"""
        {"address": "127.0.0.1:11111@1", "name": "one", "status": "Active", "phase": "{{phase}}", "replicas": 3, "preloaded": 1, "left": 2,
         "reason": {{JsonSerializer.Serialize(reason)}}}
        """;

    private static HttpResponseMessage Answer(string json) =>
        new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
