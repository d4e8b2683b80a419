using System.Net;
using System.Text;
using System.Text.Json;
using OrleansML.Cli;
using OrleansML.Testing;

namespace OrleansML.CliTests.Scoring;

public sealed class ScoreVerbTests : IDisposable
{
    private const string Get = "GET /api/v1/scoring/jobs/j";
    private const string Estimate = "POST /api/v1/scoring/estimate";

    private static readonly string Post = $"POST /api/v1/scoring/jobs?job=j&actor={Uri.EscapeDataString(Environment.UserName)}";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ScoreStart_RelativePaths_SendsTheFileWithPathsFromItsFolder()
    {
        var gateway = new FakeGateway().Answer(Post, Job("Planned"));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--job", "j");

        Assert.Equal((0, "Scoring job 'j' of model 'm' is Planned. Follow it with 'orleansml score status j --watch'."), (run.ExitCode, run.Output));
        Assert.Equal(
            $$"""
            # keep this
            model: m
            input: { path: "{{_directory.File("rows/*.csv")}}" }
            key: [id]
            output: { path: "{{_directory.File("scores")}}" }
            """,
            Encoding.UTF8.GetString(Assert.Single(gateway.Received).Body));
    }

    [Fact]
    public async Task ScoreStart_WithoutId_MakesOneOfModelAndTime()
    {
        var gateway = new FakeGateway();

        await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition());

        Assert.Matches(@"^POST /api/v1/scoring/jobs\?job=m-20\d{6}-\d{6}-[0-9a-f]{6}&actor=", Assert.Single(gateway.Received).Request);
    }

    [Fact]
    public async Task ScoreStart_Wait_ShowsProgressAndWhereTheDeadLettersAre()
    {
        var answers = new Queue<string>([Planning, Running, Completed(dead: 7)]);
        var gateway = new FakeGateway().Answer(Post, Job("Planned")).Answer(Get, _ => Json(answers.Dequeue()));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--job", "j", "--wait");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "Scoring job 'j' of model 'm'",
                "Planned",
                "Running, 0 of 1,000 rows found so far, 0 of 1 slice, It stages rows.",
                "Running, 4,000 of 10,000 rows, 1 of 5 slices, 500 rows/s, 3 workers, 7 dead letters, 12 s left",
                "Completed, 10,000 of 10,000 rows, 5 of 5 slices, 7 dead letters",
            ],
            Lines(run.Error));
        Assert.Equal(
            [
                "j scores with version 3 of model m, asked for at 2026-01-01 00:00:00Z",
                "Completed, 10,000 of 10,000 rows, 5 of 5 slices, 7 dead letters",
                "1,024 rows at a time, 6 leases given out",
                "9,993 rows with scores in the files that /out/_MANIFEST.json names.",
                "7 rows could not be scored; /out/dead-*.jsonl say which and why.",
            ],
            Lines(run.Output));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Cancelled")]
    public async Task ScoreStart_WaitAndNoResult_SaysWhyAndExitsWith1(string state)
    {
        var gateway = new FakeGateway().Answer(Post, Job(state, reason: "Because."));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--job", "j", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [
                "j scores with version 3 of model m, asked for at 2026-01-01 00:00:00Z",
                $"{state}, Because.",
                "What is scored stays; 'orleansml score resume j' goes on from there.",
            ],
            Lines(run.Output));
    }

    [Fact]
    public async Task ScoreStart_WaitAndJson_WritesTheJobAsJsonOnly()
    {
        var gateway = new FakeGateway().Answer(Post, Completed(dead: 0));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--job", "j", "--wait", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("/out/_MANIFEST.json", written.RootElement.GetProperty("outcome").GetProperty("manifest").GetString());
    }

    [Fact]
    public async Task ScoreStart_CancelledWhileWaiting_SaysThatTheJobGoesOnAndHowToFollowIt()
    {
        using var cancelled = new CancellationTokenSource();
        var gateway = new FakeGateway().Answer(Post, Job("Planned")).Answer(Get, _ =>
        {
            cancelled.Cancel();
            return Json(Running);
        });
        var error = new StringWriter();

        var exitCode = await CommandRunner.RunAsync(
            ["score", "start", "-f", Definition(), "--job", "j", "--wait"],
            new CliEnvironment { Output = TextWriter.Null, Error = error, Handler = gateway },
            cancelled.Token);

        Assert.Equal(1, exitCode);
        Assert.EndsWith(
            "Scoring job 'j' goes on. Follow it with 'orleansml score status j --watch', or end it with 'orleansml score cancel j'.",
            error.ToString().TrimEnd());
        Assert.DoesNotContain(gateway.Received, static received => received.Request.Contains(":cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ScoreStart_CancelledWhileStarting_SaysThatItIsUnknown()
    {
        using var cancelled = new CancellationTokenSource();
        var gateway = new FakeGateway().Answer(Post, _ =>
        {
            cancelled.Cancel();
            throw new OperationCanceledException(cancelled.Token);
        });
        var error = new StringWriter();

        var exitCode = await CommandRunner.RunAsync(
            ["score", "start", "-f", Definition(), "--job", "j"],
            new CliEnvironment { Output = TextWriter.Null, Error = error, Handler = gateway },
            cancelled.Token);

        Assert.Equal((1, "Whether scoring job 'j' was started is unknown: see 'orleansml score status j'."), (exitCode, error.ToString().TrimEnd()));
    }

    [Fact]
    public async Task ScoreStart_Refused_TellsWhatTheGatewaySays()
    {
        var gateway = new FakeGateway().Answer(
            Post, """{"error":"There is no model 'm'; push it first.","code":"ModelNotFound"}""", HttpStatusCode.NotFound);

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--job", "j");

        Assert.Equal((1, "There is no model 'm'; push it first."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ScoreStart_BrokenDefinition_AsksNobody()
    {
        var gateway = new FakeGateway();
        File.WriteAllText(_directory.File("bad.yaml"), "model: m\n");

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", _directory.File("bad.yaml"));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"'{_directory.File("bad.yaml")}' is no valid scoring definition:", run.Error, StringComparison.Ordinal);
        Assert.Empty(gateway.Received);
    }

    [Fact]
    public async Task ScoreStart_DryRun_TellsWhatTheJobWouldDo()
    {
        var gateway = new FakeGateway().Answer(Estimate, EstimateOf(
            """ "rows": 6000000, "rowsExact": false, "sampleDeadRows": 2, "sampleDeadReason": "row 5 of the input: 'age' is missing.", "estimatedSeconds": 190.4, """));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "Version 3 of model 'm' would score about 6,000,000 rows (1.5 MiB) in about 92 slices: 4 workers, 256 rows at a time.",
                "A sample of 16,384 rows went at 7,877 rows/s with one worker; the job would take about 3 min.",
                "2 rows of the sample could not be scored. The first: row 5 of the input: 'age' is missing.",
                "Nothing was written.",
            ],
            Lines(run.Output));
        Assert.Contains(_directory.File("scores"), Encoding.UTF8.GetString(Assert.Single(gateway.Received).Body));
    }

    [Fact]
    public async Task ScoreStart_DryRunOfGoodRowsWithoutWorkers_SaysBoth()
    {
        var gateway = new FakeGateway().Answer(Estimate, EstimateOf(""" "rows": 1, "rowsExact": true, "sampleDeadRows": 0, """)
            .Replace("\"slices\": 92", "\"slices\": 1", StringComparison.Ordinal).Replace("\"workers\": 4", "\"workers\": 0", StringComparison.Ordinal)
            .Replace("1572864", "0", StringComparison.Ordinal).Replace("\"sampleRows\": 16384", "\"sampleRows\": 1", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--dry-run");

        Assert.Equal(
            [
                "Version 3 of model 'm' would score 1 row in 1 slice: 0 workers, 256 rows at a time.",
                "A sample of 1 row went at 7,877 rows/s with one worker; no worker is at hand for the job now.",
                "Every row of the sample can be scored.",
                "Nothing was written.",
            ],
            Lines(run.Output));
    }

    [Theory]
    [InlineData(20, 2_000, "20 rows of the sample could not be scored. The first: no")]
    [InlineData(21, 2_000, "21 rows of the sample could not be scored, more than the 20 that dead_letters allows: the job would fail. The first: no")]
    [InlineData(1_001, 6_000_000, "1,001 rows of the sample could not be scored, more than the 1,000 that dead_letters allows: the job would fail. The first: no")]
    public async Task ScoreStart_DryRunWithBadRows_TellsWhetherTheyAreTooMany(int dead, int rows, string expected)
    {
        var gateway = new FakeGateway().Answer(Estimate, EstimateOf(
            $$""" "rows": {{rows}}, "rowsExact": true, "sampleDeadRows": {{dead}}, "sampleDeadReason": "no", "estimatedSeconds": 0.9, """));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("; the job would take less than a second.", Lines(run.Output)[1], StringComparison.Ordinal);
        Assert.Equal(expected, Lines(run.Output)[2]);
    }

    [Fact]
    public async Task ScoreStart_DryRunAndJson_WritesTheEstimate()
    {
        var gateway = new FakeGateway().Answer(Estimate, EstimateOf(""" "rows": 6000000, "rowsExact": true, "sampleDeadRows": 0, """));

        var run = await CommandRun.OfAsync(gateway, "score", "start", "-f", Definition(), "--dry-run", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal((3, 6_000_000), (written.RootElement.GetProperty("version").GetInt32(), written.RootElement.GetProperty("rows").GetInt64()));
    }

    [Theory]
    [InlineData("--wait")]
    [InlineData("--job=j")]
    public async Task ScoreStart_DryRunWithWhatNeedsAJob_IsAUsageError(string option)
    {
        var run = await CommandRun.OfAsync("score", "start", "-f", Definition(), "--dry-run", option);

        Assert.Equal((2, "--dry-run starts no job: leave --job and --wait out. See 'orleansml score start --help'."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ScoreStatus_Running_ShowsWorkersWithWhatTheyHold()
    {
        var gateway = new FakeGateway().Answer(Get, Running);

        var run = await CommandRun.OfAsync(gateway, "score", "status", "j");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"0 .* S1 .* 1, 3 ", run.Output);
        Assert.Matches(@"1 .* S2 .* 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 1 more ", run.Output);
        Assert.Matches(@"2 .* S3 .* - ", run.Output);
    }

    [Fact]
    public async Task ScoreStatus_ScoresInATable_NamesItAndTheManifest()
    {
        var gateway = new FakeGateway().Answer(Get, Completed(dead: 1).Replace("\"result\": \"/out/_MANIFEST.json\"", "\"result\": \"table public.scores\"", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync(gateway, "score", "status", "j");

        Assert.Equal(
            ["9,993 rows with scores in table public.scores; manifest: /out/_MANIFEST.json", "1 row could not be scored; /out/dead-*.jsonl say which and why."],
            Lines(run.Output)[^2..]);
    }

    [Fact]
    public async Task ScoreStatus_WatchedWhileTheGatewayIsAway_GoesOn()
    {
        var answers = new Queue<HttpResponseMessage>(
        [
            Json(Running),
            Json("""{"error":"The cluster cannot be reached.","code":"Unavailable"}""", HttpStatusCode.ServiceUnavailable),
            Json(Completed(dead: 0)),
        ]);
        var gateway = new FakeGateway().Answer(Get, _ => answers.Dequeue());

        var run = await CommandRun.OfAsync(gateway, "score", "status", "j", "--watch");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("It is asked again how the job stands: The cluster cannot be reached.", run.Error);
    }

    [Fact]
    public async Task ScoreStatus_Unknown_ExitsWith1()
    {
        var gateway = new FakeGateway().Answer(Get, """{"error":"There is no scoring job 'j'.","code":"RunNotFound"}""", HttpStatusCode.NotFound);

        var run = await CommandRun.OfAsync(gateway, "score", "status", "j");

        Assert.Equal((1, "There is no scoring job 'j'."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ScoreResume_WithoutWaiting_SaysHowItStands()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/scoring/jobs/j:resume", Job("Running"));

        var run = await CommandRun.OfAsync(gateway, "score", "resume", "j");

        Assert.Equal((0, "Scoring job 'j' is Running."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task ScoreResume_WaitAndFailed_ExitsWith1()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/scoring/jobs/j:resume", Job("Failed", reason: "no"));

        var run = await CommandRun.OfAsync(gateway, "score", "resume", "j", "--wait");

        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task ScoreCancel_WithReason_SendsIt()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/scoring/jobs/j:cancel?reason=no%20more", Job("Cancelled"));

        var run = await CommandRun.OfAsync(gateway, "score", "cancel", "j", "--reason", "no more");

        Assert.Equal((0, "Scoring job 'j' is Cancelled."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task ScoreList_Some_ShowsResults()
    {
        const string Jobs =
            """
            {"jobs": [
              {"job": "c", "model": "m", "version": 3, "state": "Planned", "rows": 0, "rowsDone": 0, "deadRows": 0, "plannedAt": "2026-01-03T00:00:00+00:00"},
              {"job": "b", "model": "m", "version": 2, "state": "Completed", "rows": 9000, "rowsDone": 9000, "deadRows": 8, "plannedAt": "2026-01-02T00:00:00+00:00", "result": "table t"},
              {"job": "a", "model": "m", "version": 2, "state": "Failed", "reason": "no", "rows": 9000, "rowsDone": 10, "deadRows": 10, "plannedAt": "2026-01-01T00:00:00+00:00"}]}
            """;
        var gateway = new FakeGateway().Answer("GET /api/v1/scoring/jobs?limit=5", Jobs);

        var run = await CommandRun.OfAsync(gateway, "score", "list", "--limit", "5");

        Assert.Matches(@"c .* m 3 .* Planned .* - .* 0 .* 2026-01-03 00:00:00Z", run.Output);
        Assert.Matches(@"b .* m 2 .* Completed .* 9,000 of 9,000 .* 8 .* table t", run.Output);
        Assert.Matches(@"a .* m 2 .* Failed .* 10 of 9,000 .* 10 .* no", run.Output);
    }

    [Fact]
    public async Task ScoreList_None_SaysHowToStartOne()
    {
        var gateway = new FakeGateway().Answer("GET /api/v1/scoring/jobs?limit=100", """{"jobs": []}""");

        var run = await CommandRun.OfAsync(gateway, "score", "list");

        Assert.Equal((0, "No scoring jobs yet: start one with 'orleansml score start -f FILE'."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task ScoreList_LimitOutOfRange_IsAUsageError()
    {
        var run = await CommandRun.OfAsync("score", "list", "--limit", "1001");

        Assert.Equal((2, "--limit is 1001; it must lie between 1 and 1000. See 'orleansml score list --help'."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ScoreCheck_BrokenDefinition_ListsEveryViolationWithoutAGateway()
    {
        File.WriteAllText(_directory.File("bad.yaml"), "model: m\ninput: { path: rows }\nworkers: { least: 0 }\n");

        var run = await CommandRun.OfAsync("score", "check", "-f", _directory.File("bad.yaml"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Line 2: 'input.format' is missing", run.Error);
        Assert.Contains("Line 3: 'workers.least' is '0'", run.Error);
        Assert.Contains("'key' is missing", run.Error);
        Assert.Contains("'output' is missing", run.Error);
    }

    [Fact]
    public async Task ScoreCheck_Json_TellsViolationsWithLineAndPath()
    {
        File.WriteAllText(_directory.File("bad.yaml"), File.ReadAllText(Definition()).Replace("model: m", "model: ../m", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync("score", "check", "-f", _directory.File("bad.yaml"), "--json");

        using var written = JsonDocument.Parse(run.Output);
        var violation = Assert.Single(written.RootElement.GetProperty("violations").EnumerateArray());
        Assert.Equal((1, false), (run.ExitCode, written.RootElement.GetProperty("isValid").GetBoolean()));
        Assert.Equal(("model", "is '../m'; use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit."), (violation.GetProperty("path").GetString(), violation.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task ScoreCheck_Valid_SaysSo()
    {
        var path = Definition();

        var run = await CommandRun.OfAsync("score", "check", "-f", path);

        Assert.Equal((0, $"'{path}' is a valid scoring definition of model 'm'."), (run.ExitCode, run.Output));
    }

    private static string Planning => Job("Running", "It stages rows.").Replace("\"rows\": 0, ", "\"rows\": 1000, ", StringComparison.Ordinal)
        .Replace("\"slices\": 0", "\"slices\": 1", StringComparison.Ordinal);

    private static string Running =>
        """
        {"job": "j", "model": "m", "version": 3, "state": "Running", "rows": 10000, "planComplete": true, "rowsDone": 4000, "deadRows": 7, "slices": 5,
         "slicesDone": 1, "leases": 3, "rowsPerSecond": 500.4, "estimatedSecondsRemaining": 12.3, "batchRows": 1024, "plannedAt": "2026-01-01T00:00:00+00:00",
         "workers": [{"slot": 0, "silo": "S1", "held": [1, 3]}, {"slot": 1, "silo": "S2", "held": [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]}, {"slot": 2, "silo": "S3", "held": []}]}
        """;

    private static string Completed(int dead) =>
        $$"""
        {"job": "j", "model": "m", "version": 3, "state": "Completed", "rows": 10000, "planComplete": true, "rowsDone": 10000, "deadRows": {{dead}}, "slices": 5,
         "slicesDone": 5, "leases": 6, "rowsPerSecond": 0, "batchRows": 1024, "plannedAt": "2026-01-01T00:00:00+00:00", "workers": [],
         "outcome": {"result": "/out/_MANIFEST.json", "manifest": "/out/_MANIFEST.json", "manifestSha256": "ab", "rows": 9993, "deadRows": {{dead}} } }
        """;

    private static string Job(string state, string? reason = null) =>
        $$"""
        {"job": "j", "model": "m", "version": 3, "state": "{{state}}", "reason": {{JsonSerializer.Serialize(reason)}}, "rows": 0, "planComplete": false,
         "rowsDone": 0, "deadRows": 0, "slices": 0, "slicesDone": 0, "leases": 0, "rowsPerSecond": 0, "workers": [], "batchRows": 0,
         "plannedAt": "2026-01-01T00:00:00+00:00"}
        """;

    private static string EstimateOf(string more) =>
        $$"""
        {"version": 3, {{more}} "slices": 92, "bytes": 1572864, "workers": 4, "batchRows": 256, "sampleRows": 16384, "rowsPerSecond": 7877.4}
        """;

    private static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private string Definition()
    {
        var path = _directory.File("m.yaml");
        File.WriteAllText(path, """
            # keep this
            model: m
            input: { path: rows/*.csv }
            key: [id]
            output: { path: scores }
            """);
        return path;
    }
}
