using System.Text;
using System.Text.Json;

namespace OrleansML.CliTests.Http;

public sealed class DeployVerbTests
{
    private const string Path = "/api/v1/models/fraud/deployment";

    private const string Deployment =
        """
        {"model": "fraud", "revision": 4, "champion": 1, "weights": [{"version": 2, "percent": 5}, {"version": 1, "percent": 95}],
         "figures": [{"version": 2, "requests": 10, "failed": 1, "medianMilliseconds": 1.5, "quantileMilliseconds": 3}],
         "canary": {"version": 2, "steps": [5, 100], "step": 1, "stepStartedAt": "2026-01-02T03:04:05Z", "bakeSeconds": 600, "state": "step 1 of 2 (5 %) bakes"},
         "shadow": {"version": 3, "share": 0.5, "tolerance": 0.25, "compared": 7, "differing": 2, "failed": 1, "dropped": 3, "largestDifference": 0.5,
                    "decisions": 14, "equalDecisions": 13}}
        """;

    [Fact]
    public async Task DeployStatus_Text_ShowsSharesCanaryAndShadow()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer($"GET {Path}", Deployment), "deploy", "status", "fraud");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("fraud: champion 1, deployment revision 4", run.Output, StringComparison.Ordinal);
        Assert.Contains("│ 2       │ 5 %   │ 10       │ 1      │ 1.5 ms │ 3 ms     │", run.Output);
        Assert.Contains("canary version 2: step 1 of 2 (5 %) bakes", run.Output);
        Assert.Contains(
            "shadow version 3 for 50 %: 7 compared, 2 differ by more than 0.25 (at most 0.5), 13 of 14 decisions equal, 1 failed, 3 dropped", run.Output);
    }

    [Fact]
    public async Task DeployStatus_Json_WritesNothingButJson()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer($"GET {Path}", Deployment), "deploy", "status", "fraud", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Empty(run.Error);
        Assert.Equal(4, written.RootElement.GetProperty("revision").GetInt64());
    }

    [Theory]
    [InlineData(
        "canary fraud 2 --steps 5,25,100 --bake 90s --minimum-requests 20 --latency-ratio 3 --evidence sha256:ab --revision 4",
        """{"action":"canary","version":2,"steps":[5,25,100],"bakeSeconds":90,"minimumRequests":20,"latencyRatio":3,"reason":"why","actor":"ann","evidence":"sha256:ab","revision":4}""")]
    [InlineData("canary fraud 2", """{"action":"canary","version":2,"reason":"why","actor":"ann"}""")]
    [InlineData("weights fraud 1=90 2=10", """{"action":"weights","weights":{"1":90,"2":10},"reason":"why","actor":"ann"}""")]
    [InlineData("weights fraud 1=90,2=10", """{"action":"weights","weights":{"1":90,"2":10},"reason":"why","actor":"ann"}""")]
    [InlineData("shadow fraud 2 --share 0.1", """{"action":"shadow","version":2,"share":0.1,"reason":"why","actor":"ann"}""")]
    [InlineData("shadow fraud --stop", """{"action":"stop-shadow","reason":"why","actor":"ann"}""")]
    [InlineData("abort fraud", """{"action":"abort","reason":"why","actor":"ann"}""")]
    public async Task Deploy_Changes_SendWhatWasAskedFor(string arguments, string body)
    {
        var gateway = new FakeGateway().Answer($"POST {Path}", Deployment);

        var run = await CommandRun.OfAsync(gateway, ["deploy", .. arguments.Split(' '), "--reason", "why", "--actor", "ann"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(body, Encoding.UTF8.GetString(gateway.Received.Single().Body));
    }

    [Theory]
    [InlineData("model rollback fraud", """{"action":"rollback","reason":"why"}""")]
    [InlineData("model rollback fraud --to 3", """{"action":"rollback","version":3,"reason":"why"}""")]
    public async Task ModelRollback_Versions_SendThem(string arguments, string body)
    {
        var gateway = new FakeGateway().Answer($"POST {Path}", Deployment);

        var run = await CommandRun.OfAsync(gateway, [.. arguments.Split(' '), "--reason", "why"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(body, Encoding.UTF8.GetString(gateway.Received.Single().Body));
    }

    [Theory]
    [InlineData("deploy canary fraud 2 --reason r --bake 10", "--bake is '10'; it must be a number with s, m, h or d, such as 90s or 10m. See 'orleansml deploy canary --help'.")]
    [InlineData("deploy canary fraud 2 --reason r --steps 5,half", "--steps is '5,half'; it must be whole percents such as 5,25,50,100. See 'orleansml deploy canary --help'.")]
    [InlineData("deploy canary fraud 2", "Option '--reason' is required. See 'orleansml deploy canary --help'.")]
    [InlineData("deploy weights fraud 1:90 --reason r", "'1:90' is not of the form VERSION=PERCENT, such as 2=10. See 'orleansml deploy weights --help'.")]
    [InlineData("deploy weights fraud 1=90 1=10 --reason r", "Version 1 has several weights; one is allowed.")]
    [InlineData("deploy shadow fraud --reason r", "Either VERSION or --stop is needed. See 'orleansml deploy shadow --help'.")]
    [InlineData("deploy shadow fraud 2 --stop --reason r", "Either VERSION or --stop is needed. See 'orleansml deploy shadow --help'.")]
    [InlineData("model alias fraud challenger --reason r", "Either VERSION or --remove is needed. See 'orleansml model alias --help'.")]
    [InlineData("predict fraud --input x=1 --version 0", "--version is '0'; it must be a version, 1 or more, or an alias. See 'orleansml predict --help'.")]
    public async Task Run_WrongArguments_SaysWhatIsWrongAndExitsWith2(string arguments, string expected)
    {
        var run = await CommandRun.OfAsync(new FakeGateway(), arguments.Split(' '));

        Assert.Equal((2, expected, ""), (run.ExitCode, run.Error, run.Output));
    }

    [Fact]
    public async Task Deploy_Refused_TellsWhyAndExitsWith1()
    {
        var gateway = new FakeGateway().Answer($"POST {Path}", """{"error": "Somebody changed it.", "code": "Conflict"}""", System.Net.HttpStatusCode.Conflict);

        var run = await CommandRun.OfAsync(gateway, "deploy", "abort", "fraud", "--reason", "why");

        Assert.Equal((1, "Somebody changed it."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ModelAlias_Versions_SendThemAndSayWhereItStands()
    {
        const string model = """{"name": "fraud", "champion": 1, "aliases": {"challenger": 2}, "revision": 3, "versions": []}""";
        var gateway = new FakeGateway().Answer("PUT /api/v1/models/fraud/aliases/challenger", model);

        var run = await CommandRun.OfAsync(gateway, "model", "alias", "fraud", "challenger", "2", "--expected", "0", "--reason", "to compare", "--actor", "ann");

        Assert.Equal("challenger of fraud is version 2 now.", run.Output);
        using var sent = JsonDocument.Parse(gateway.Received.Single().Body);
        Assert.Equal((2, 0, "to compare", "ann"), (
            sent.RootElement.GetProperty("version").GetInt32(),
            sent.RootElement.GetProperty("expectedVersion").GetInt32(),
            sent.RootElement.GetProperty("reason").GetString(),
            sent.RootElement.GetProperty("actor").GetString()));
    }

    [Fact]
    public async Task ModelHistory_At_SaysWhoAnsweredThen()
    {
        const string found =
            """
            {"alias": "champion", "at": "2026-03-01T12:00:00Z", "version": 1, "weights": [{"version": 2, "percent": 5}, {"version": 1, "percent": 95}],
             "move": {"revision": 1, "at": "2026-02-01T00:00:00Z", "action": "registered", "version": 1, "reason": "", "hash": ""}}
            """;
        var gateway = new FakeGateway().Answer("GET /api/v1/models/fraud/aliases/champion?at=2026-03-01T12%3A00%3A00.0000000%2B00%3A00", found);

        var run = await CommandRun.OfAsync(gateway, "model", "history", "fraud", "--at", "2026-03-01T12:00:00Z");

        Assert.Equal(
            ["At 2026-03-01 12:00:00Z champion was version 1, since 2026-02-01 00:00:00Z.", "Requests were shared out: version 2 5 %, version 1 95 %."],
            run.Output.Split(Environment.NewLine));
    }

    [Fact]
    public async Task ModelHistory_Moves_ShowWhoAndWhy()
    {
        const string history =
            """
            {"model": "fraud", "events": [{"revision": 4, "at": "2026-02-01T00:00:00Z", "action": "aliased", "version": 2, "reason": "to compare", "hash": "",
             "alias": "challenger", "actor": "ann", "evidence": "sha256:ab"}]}
            """;

        var run = await CommandRun.OfAsync(new FakeGateway().Answer("GET /api/v1/models/fraud/history", history), "model", "history", "fraud");

        Assert.Contains("│ 2026-02-01 00:00:00Z │ aliased challenger │ 2       │ ann │ to compare │ sha256:ab │", run.Output);
    }

    [Fact]
    public async Task Predict_EntityWithAlias_SendsItInTheBody()
    {
        const string answer = """{"model_name": "fraud", "model_version": "2", "id": "1", "outputs": [], "features": []}""";
        var gateway = new FakeGateway().Answer("POST /api/v1/models/fraud:predict", answer);

        await CommandRun.OfAsync(gateway, "predict", "fraud", "--entity", "c1", "--version", "challenger");

        Assert.Equal("""{"entities":["c1"],"alias":"challenger"}""", Encoding.UTF8.GetString(gateway.Received.Single().Body));
    }

    [Fact]
    public async Task Predict_WithAlias_AsksForItInThePath()
    {
        var gateway = new FakeGateway();

        await CommandRun.OfAsync(gateway, "predict", "fraud", "--input", "x=1", "--version", "champion");

        Assert.Equal("GET /v2/models/fraud/versions/champion", gateway.Received[0].Request);
    }
}
