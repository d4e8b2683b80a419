using System.Net;
using System.Text;
using System.Text.Json;
using OrleansML.Cli;
using OrleansML.Testing;

namespace OrleansML.CliTests.Pipelines;

public sealed class PipelineVerbTests : IDisposable
{
    private const string Pipelines = "GET /api/v1/pipelines";
    private const string Nightly = "GET /api/v1/pipelines/nightly";
    private const string Start = "POST /api/v1/pipelines/nightly:run?operation=o";
    private const string Get = "GET /api/v1/pipelines/nightly/runs/r";

    private const string Triggers =
        """
        "triggers": [
          {"trigger": "nightly", "schedule": "cron '0 2 * * *' in Europe/Berlin", "nextAt": "2026-03-29T00:00:00+00:00"},
          {"trigger": "summer", "schedule": "cron '0 2 * * *' in Europe/Berlin", "nextAt": "2026-06-30T00:00:00+00:00"},
          {"trigger": "often", "schedule": "every 6h from 1970-01-01T00:00:00Z", "nextAt": "2026-03-28T06:00:00+00:00"},
          {"trigger": "rows", "schedule": "new rows of payments", "why": "12 of 100 rows."}]
        """;

    private const string OneTrigger =
        """
        "triggers": [{"trigger": "nightly", "schedule": "s", "nextAt": "2026-03-29T00:00:00Z"}, {"trigger": "rows", "schedule": "s"}]
        """;

    private const string Decisions =
        """
        {"decisions": [
          {"at": "2026-03-28T01:00:00+00:00", "kind": "skip", "trigger": "nightly", "key": "k", "why": "'k' is skipped: 'j' still goes on, and overlap is 'skip'."},
          {"at": "2026-03-27T01:00:00+00:00", "kind": "apply", "why": "Revision 3."}]}
        """;

    private const string DoneSteps =
        """
        [{"step": "a", "kind": "training_set", "state": "Succeeded", "attempt": 1, "startedAt": "2026-03-28T00:00:00+00:00", "endedAt": "2026-03-28T00:01:30+00:00", "output": "/data/a", "after": []}]
        """;

    private const string Steps =
        """
        [{"step": "a", "kind": "training_set", "state": "Succeeded", "attempt": 1, "startedAt": "2026-03-28T00:00:00+00:00", "endedAt": "2026-03-28T00:01:30+00:00", "output": "/data/a", "after": []},
         {"step": "b", "kind": "train", "state": "Running", "attempt": 2, "startedAt": "2026-03-28T01:00:00+00:00", "after": ["a"]},
         {"step": "c", "kind": "score", "state": "WaitingToRetry", "attempt": 1, "startedAt": "2026-03-28T01:00:00+00:00", "retryAt": "2026-03-28T02:00:00+00:00", "reason": "No pool.", "after": ["a"]}]
        """;

    private const string Scoring = "{ model: m, input: { path: /in.csv }, key: [id], output: { path: /out } }";

    private static readonly string Put = $"PUT /api/v1/pipelines/nightly?actor={Uri.EscapeDataString(Environment.UserName)}&dryRun=";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task PipelineApply_FileBesideIt_SendsItsTextAndEveryOtherCharacter()
    {
        var gateway = new FakeGateway().Answer($"{Put}false", """{"pipeline": "nightly", "revision": 4, "changes": ["Step 'score' changed."]}""");
        File.WriteAllText(_directory.File("score.yaml"), $"{Scoring} # \"quoted\" \\ \u00e9 \U0001F600\r\n#\tend");
        var file = Definition("definition_file: score.yaml   # beside");

        var run = await CommandRun.OfAsync(gateway, "pipeline", "apply", "-f", file);

        Assert.Equal((0, "Pipeline 'nightly' has this definition as revision 4:\n- Step 'score' changed."), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        Assert.Equal(
            """
            # keep this
            name: nightly
            steps:
              score:
                kind: score
                definition: "{ model: m, input: { path: /in.csv }, key: [id], output: { path: /out } } # \"quoted\" \\ é 😀\r\n#\tend"   # beside
              other: { kind: score, definition_file: /etc/other.yaml }

            """,
            Encoding.UTF8.GetString(Assert.Single(gateway.Received).Body));
    }

    [Fact]
    public async Task PipelineApply_DryRunAndNothingNew_SaysSo()
    {
        var gateway = new FakeGateway().Answer($"{Put}true", """{"pipeline": "nightly", "revision": 3, "changes": []}""");

        var run = await CommandRun.OfAsync(gateway, "pipeline", "apply", "-f", Definition($"definition: '{Scoring}'"), "--dry-run");

        Assert.Equal((0, "Pipeline 'nightly' has this definition already, as revision 3."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineApply_Refused_TellsWhatTheGatewaySays()
    {
        var gateway = new FakeGateway().Answer($"{Put}false", """{"error": "No.", "code": "InvalidRequest"}""", HttpStatusCode.BadRequest);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "apply", "-f", Definition($"definition: '{Scoring}'"));

        Assert.Equal((1, "No."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task PipelineCheck_MissingFilesAndOtherFaults_TellsAllByLine()
    {
        var gateway = new FakeGateway();
        var file = _directory.File("bad.yaml");
        File.WriteAllText(
            file,
            """
            name: nightly
            overlap: never
            steps:
              a: { kind: score, definition_file: gone.yaml }
              b:
                kind: score
                definition_file: score-${run.id}.yaml
            """);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "check", "-f", file);

        Assert.Equal(1, run.ExitCode);
        var lines = Lines(run.Error);
        Assert.Equal($"'{file}' is no valid pipeline definition:", lines[0]);
        Assert.Collection(
            lines[1..],
            static line => Assert.StartsWith("Line 2: 'overlap' is 'never'", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"Line 4: 'steps.a.definition_file' cannot be used: '{_directory.File("gone.yaml")}' cannot be read: ", line, StringComparison.Ordinal),
            static line => Assert.Equal(
                "Line 7: 'steps.b.definition_file' is 'score-${run.id}.yaml', with a placeholder; files beside a definition are read when it is applied, before any run: name the file, or write an absolute path, which silos read.",
                line));
        Assert.Empty(gateway.Received);
    }

    [Fact]
    public async Task PipelineCheck_TrainingDefinitionBesideIt_IsCheckedToo()
    {
        File.WriteAllText(_directory.File("train.yaml"), "model: m\n");
        File.WriteAllText(_directory.File("p.yaml"), "name: nightly\nsteps:\n  t: { kind: train, definition_file: 'train.yaml' }\n");

        var run = await CommandRun.OfAsync("pipeline", "check", "-f", _directory.File("p.yaml"), "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal((1, false), (run.ExitCode, written.RootElement.GetProperty("isValid").GetBoolean()));
        Assert.Contains("is not a training definition", written.RootElement.GetProperty("violations")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"definition: '{Scoring}'")]
    [InlineData("definition_file: /etc/orleansml/score.yaml")]
    [InlineData("\"definition_file\": 'score.yaml'")]
    public async Task PipelineCheck_Valid_SaysSo(string step)
    {
        File.WriteAllText(_directory.File("score.yaml"), Scoring);
        var file = Definition(step);

        var run = await CommandRun.OfAsync("pipeline", "check", "-f", file);

        Assert.Equal((0, $"'{file}' is a valid definition of pipeline 'nightly'."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineCheck_NameThatCannotBeReplaced_SaysWhatToWrite()
    {
        File.WriteAllText(_directory.File("score.yaml"), "model: m\n");

        var run = await CommandRun.OfAsync("pipeline", "check", "-f", Definition("? definition_file\n    : score.yaml"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("definition", run.Error, StringComparison.Ordinal);
    }

    // The clocks in Berlin are an hour ahead of UTC before 01:00 UTC on 29 March 2026, and two after it.
    [Fact]
    public async Task PipelineList_Asked_ShowsDueTimesInTheirZoneAndInUtc()
    {
        var gateway = new FakeGateway().Answer(Pipelines, List);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "list");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"nightly .* running nightly/x, paused .* nightly: 2026-03-29 01:00:00\+01:00 Europe/Berlin, 2026-03-29 00:00:00Z .* Failed hand/l ", run.Output);
        Assert.Contains("summer: 2026-06-30 02:00:00+02:00 Europe/Berlin, 2026-06-30 00:00:00Z ", run.Output, StringComparison.Ordinal);
        Assert.Contains("often: 2026-03-28 06:00:00Z ", run.Output, StringComparison.Ordinal);
        Assert.Contains("rows: 12 of 100 rows. ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PipelineList_Why_TellsTheReasons()
    {
        var gateway = new FakeGateway().Answer(Pipelines, List).Answer($"{Nightly}/decisions?limit=5", Decisions);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "list", "--why");

        Assert.Equal(
            [
                "Decisions about 'nightly', newest first:",
                "2026-03-28 01:00:00Z skip nightly: 'k' is skipped: 'j' still goes on, and overlap is 'skip'.",
                "2026-03-27 01:00:00Z apply: Revision 3.",
            ],
            Lines(run.Output)[^3..]);
    }

    [Fact]
    public async Task PipelineList_WhyAndJson_WritesBoth()
    {
        var gateway = new FakeGateway().Answer(Pipelines, List).Answer($"{Nightly}/decisions?limit=5", Decisions);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "list", "--why", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal("nightly", written.RootElement.GetProperty("pipelines")[0].GetProperty("pipeline").GetString());
        Assert.Equal("skip", written.RootElement.GetProperty("decisions").GetProperty("nightly")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task PipelineList_None_SaysHowToBegin()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer(Pipelines, """{"pipelines": []}"""), "pipeline", "list");

        Assert.Equal("No pipelines yet: put one in use with 'orleansml pipeline apply -f FILE'.", run.Output);
    }

    [Fact]
    public async Task PipelineShow_Why_TellsWhatGoesOnAndWhy()
    {
        var gateway = new FakeGateway().Answer(Nightly, Info).Answer($"{Nightly}/decisions?limit=20", Decisions);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "show", "nightly", "--why");

        var lines = Lines(run.Output);
        Assert.Equal(
            [
                "nightly is running nightly/x, paused, revision 3, applied at 2026-01-01 00:00:00Z by me",
                "Every night.",
                "Paused since 2026-03-28 00:00:00Z: Maintenance.",
            ],
            lines[..3]);
        Assert.Contains("Run r (nightly/x): Running, 1 of 3 steps done, 'b' running in attempt 2 since 2026-03-28 01:00:00Z, 'c' tried again at 2026-03-28 02:00:00Z (No pool)", lines);
        Assert.Contains("Backfill of 'nightly': started up to 2026-01-05 00:00:00Z, goes until 2026-01-31 00:00:00Z.", lines);
        Assert.Contains("2 notifications not delivered yet: 503", lines);
        Assert.Matches(@"l .* hand/l .* Failed .* 2026-03-27 00:00:00Z .* 60 min .* Step 'a' failed\. ", run.Output);
        Assert.Equal("2026-03-27 01:00:00Z apply: Revision 3.", lines[^1]);
    }

    [Fact]
    public async Task PipelineShow_Definition_WritesItAsItIs()
    {
        var gateway = new FakeGateway().Answer($"{Nightly}/definition", """{"pipeline": "nightly", "definition": "name: nightly\n# [bold]\n"}""");

        var run = await CommandRun.OfAsync(gateway, "pipeline", "show", "nightly", "--definition");

        Assert.Equal("name: nightly\n# [bold]", run.Output);
    }

    [Fact]
    public async Task PipelineRun_Interval_AsksForItAndSaysHowToFollow()
    {
        var gateway = new FakeGateway().Answer($"{Start}&start=2026-03-01T00:00:00Z&end=2026-03-01T23:00:00Z", Run("Running"));

        var run = await CommandRun.OfAsync(
            gateway, "pipeline", "run", "nightly", "--start", "2026-03-01", "--end", "2026-03-02T00:00:00+01:00", "--operation", "o");

        Assert.Equal((0, "Run 'r' of pipeline 'nightly' is Running. Follow it with 'orleansml pipeline status nightly r --watch'."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineRun_NoOperation_MakesANewOne()
    {
        var gateway = new FakeGateway();

        await CommandRun.OfAsync(gateway, "pipeline", "run", "nightly");

        Assert.Matches("^POST /api/v1/pipelines/nightly:run\\?operation=[0-9a-f]{32}$", Assert.Single(gateway.Received).Request);
    }

    [Fact]
    public async Task PipelineRun_Skipped_SaysWhyAndExitsWith1()
    {
        var gateway = new FakeGateway().Answer(Start, Run("Skipped", reason: "'hand/o' is skipped: another goes on."));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "run", "nightly", "--operation", "o");

        Assert.Equal((1, "Run 'r' of pipeline 'nightly' is Skipped. 'hand/o' is skipped: another goes on."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineRun_Wait_ShowsStepsUntilTheRunSucceeded()
    {
        var answers = new Queue<string>([Run("Running", Steps), Run("Succeeded", DoneSteps)]);
        var gateway = new FakeGateway().Answer(Start, Run("Waiting")).Answer(Get, _ => Json(answers.Dequeue()));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "run", "nightly", "--operation", "o", "--wait");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "Run 'r' of pipeline 'nightly'",
                "Waiting",
                "Running, 1 of 3 steps done, 'b' running in attempt 2 since 2026-03-28 01:00:00Z, 'c' tried again at 2026-03-28 02:00:00Z (No pool)",
                "Succeeded, 1 of 1 step done",
            ],
            Lines(run.Error));
        Assert.Equal(
            [
                "r of pipeline nightly, key nightly/x, decided at 2026-03-28 00:00:00Z",
                "Data from 2026-03-27 00:00:00Z to 2026-03-28 00:00:00Z",
                "Succeeded, 1 of 1 step done",
            ],
            Lines(run.Output)[..3]);
        Assert.Matches("a .* training_set .* Succeeded .* 1 .* 90 s .* /data/a ", run.Output);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Cancelled")]
    public async Task PipelineRun_WaitAndNoSuccess_SaysHowToGoOnAndExitsWith1(string state)
    {
        var gateway = new FakeGateway().Answer(Start, Run(state, DoneSteps, reason: "Because."));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "run", "nightly", "--operation", "o", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{state}, 1 of 1 step done, Because.", Lines(run.Output));
        Assert.Equal("Steps that succeeded stay; 'orleansml pipeline resume nightly r' goes on from there.", Lines(run.Output)[^1]);
    }

    [Fact]
    public async Task PipelineRun_CancelledWhileWaiting_SaysThatTheRunGoesOn()
    {
        using var cancelled = new CancellationTokenSource();
        var gateway = new FakeGateway().Answer(Start, Run("Running")).Answer(Get, _ =>
        {
            cancelled.Cancel();
            return Json(Run("Running"));
        });

        var (exitCode, error) = await RunAsync(gateway, cancelled.Token, "pipeline", "run", "nightly", "--operation", "o", "--wait");

        Assert.Equal(1, exitCode);
        Assert.EndsWith(
            "Pipeline run 'nightly r' goes on. Follow it with 'orleansml pipeline status nightly r --watch', or end it with 'orleansml pipeline cancel nightly r'.",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task PipelineRun_CancelledWhileStarting_SaysHowToAskAgain()
    {
        using var cancelled = new CancellationTokenSource();
        var gateway = new FakeGateway().Answer(Start, _ =>
        {
            cancelled.Cancel();
            throw new OperationCanceledException(cancelled.Token);
        });

        var (exitCode, error) = await RunAsync(gateway, cancelled.Token, "pipeline", "run", "nightly", "--operation", "o");

        Assert.Equal((1, "Whether a run of pipeline 'nightly' was started is unknown: the same command with '--operation o' starts it once at most."), (exitCode, error));
    }

    [Fact]
    public async Task PipelineStatus_Key_ShowsTheStepsNow()
    {
        var gateway = new FakeGateway().Answer("GET /api/v1/pipelines/nightly/runs/nightly%2F2026-03-28T00%3A00%3A00Z", Run("Running", Steps));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "status", "nightly", "nightly/2026-03-28T00:00:00Z");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("b .* train .* Running .* 2 .* since 2026-03-28 01:00:00Z ", run.Output);
        Assert.Matches(@"c .* score .* tried again at 2026-03-28 02:00:00Z .* 1 .* No pool\. ", run.Output);
    }

    [Fact]
    public async Task PipelineStatus_WatchAndJson_WritesTheRunAsJsonOnly()
    {
        var gateway = new FakeGateway().Answer(Get, Run("Skipped"));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "status", "nightly", "r", "--watch", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal((1, "Skipped"), (run.ExitCode, written.RootElement.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task PipelineCancel_Reason_IsSent()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/pipelines/nightly/runs/r:cancel?reason=no%20more", Run("Cancelled"));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "cancel", "nightly", "r", "--reason", "no more");

        Assert.Equal((0, "Run 'r' of pipeline 'nightly' is Cancelled."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineResume_Wait_ExitsWith0WhenItSucceeded()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/pipelines/nightly/runs/r:resume", Run("Running")).Answer(Get, Run("Succeeded"));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "resume", "nightly", "r", "--wait");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task PipelineBackfill_OneTriggerByTheClock_IsTheOneThatIsMeant()
    {
        var gateway = new FakeGateway()
            .Answer(Nightly, Info.Replace(Triggers, OneTrigger, StringComparison.Ordinal))
            .Answer("POST /api/v1/pipelines/nightly:backfill?trigger=nightly&from=2026-01-01T00:00:00Z&until=2026-01-31T00:00:00Z&most=31", Info);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "backfill", "nightly", "--from", "2026-01-01", "--until", "2026-01-31", "--most", "31");

        Assert.Equal((0, "Runs of trigger 'nightly' are made up until 2026-01-31 00:00:00Z. Follow them with 'orleansml pipeline show nightly'."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineBackfill_SeveralTriggers_AsksWhich()
    {
        var run = await CommandRun.OfAsync(
            new FakeGateway().Answer(Nightly, Info), "pipeline", "backfill", "nightly", "--from", "2026-01-01", "--until", "2026-01-31");

        Assert.Equal(
            (1, "Pipeline 'nightly' has several triggers by the clock: say which with --trigger, one of nightly, summer, often."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task PipelineBackfill_Stop_EndsIt()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/pipelines/nightly:end-backfill", Info);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "backfill", "nightly", "--stop");

        Assert.Equal((0, "No backfill of pipeline 'nightly' starts runs any more."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelinePause_Reason_IsSentAndTold()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/pipelines/nightly:pause?reason=x", Info);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "pause", "nightly", "--reason", "x");

        Assert.Equal((0, "Pipeline 'nightly' is paused since 2026-03-28 00:00:00Z: Maintenance."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineUnpause_Done_TellsWhatComesNext()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/pipelines/nightly:unpause", Info);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "unpause", "nightly");

        Assert.Equal(["Pipeline 'nightly' is not paused.", "nightly: 2026-03-29 01:00:00+01:00 Europe/Berlin, 2026-03-29 00:00:00Z"], Lines(run.Output)[..2]);
    }

    [Fact]
    public async Task PipelineDelete_Done_SaysSo()
    {
        var gateway = new FakeGateway().Answer("DELETE /api/v1/pipelines/nightly", """{"pipeline": "nightly"}""");

        var run = await CommandRun.OfAsync(gateway, "pipeline", "delete", "nightly");

        Assert.Equal((0, "Pipeline 'nightly' is deleted."), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("A data interval has --start and --end: give both, or none.", "run", "n", "--start", "2026-01-01")]
    [InlineData("--start is 'now', which is not a time; write one such as 2026-03-01 or 2026-03-01T12:00:00+01:00. Without an offset it is in UTC.", "run", "n", "--start", "now", "--end", "2026-01-01")]
    [InlineData("Either --from and --until are needed, or --stop alone.", "backfill", "n", "--from", "2026-01-01")]
    [InlineData("Either --from and --until are needed, or --stop alone.", "backfill", "n", "--stop", "--until", "2026-01-01")]
    [InlineData("--most is 1001; it must lie between 1 and 1000.", "backfill", "n", "--stop", "--most", "1001")]
    [InlineData("Either --why or --definition can be shown.", "show", "n", "--why", "--definition")]
    [InlineData("Option '--reason' is required.", "pause", "n")]
    public async Task Pipeline_WrongOptions_AreUsageErrors(string error, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["pipeline", .. arguments]);

        Assert.Equal((2, $"{error} See 'orleansml pipeline {arguments[0]} --help'."), (run.ExitCode, run.Error));
    }

    private static string List =>
        $$"""
        {"pipelines": [{"pipeline": "nightly", "revision": 3, "pausedSince": "2026-03-28T00:00:00+00:00", "pauseReason": "Maintenance.", "open": {{Run("Running")}}, "waiting": 0,
         "last": {{Run("Failed").Replace("nightly/x", "hand/l", StringComparison.Ordinal)}}, {{Triggers}}}]}
        """;

    private static string Info =>
        $$"""
        {"pipeline": "nightly", "description": "Every night.", "revision": 3, "appliedAt": "2026-01-01T00:00:00+00:00", "actor": "me",
         "pausedSince": "2026-03-28T00:00:00+00:00", "pauseReason": "Maintenance.", "open": {{Run("Running", Steps)}}, "waiting": [],
         "recent": [{"run": "l", "key": "hand/l", "trigger": "hand", "intervalStart": "2026-03-26T00:00:00+00:00", "intervalEnd": "2026-03-27T00:00:00+00:00", "state": "Failed",
          "decidedAt": "2026-03-27T00:00:00+00:00", "endedAt": "2026-03-27T01:00:00+00:00", "reason": "Step 'a' failed."}],
         "backfill": {"operation": "b", "trigger": "nightly", "doneUntil": "2026-01-05T00:00:00+00:00", "until": "2026-01-31T00:00:00+00:00"},
         "notifications": 2, "notificationFailure": "503", {{Triggers}}}
        """;

    private static string Run(string state, string? steps = null, string? reason = null) =>
        $$"""
        {"run": "r", "key": "nightly/x", "trigger": "nightly", "intervalStart": "2026-03-27T00:00:00+00:00", "intervalEnd": "2026-03-28T00:00:00+00:00", "state": "{{state}}",
         "decidedAt": "2026-03-28T00:00:00+00:00", "reason": {{JsonSerializer.Serialize(reason)}}, "steps": {{steps ?? "null"}}}
        """;

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<(int ExitCode, string Error)> RunAsync(FakeGateway gateway, CancellationToken cancellationToken, params string[] arguments)
    {
        var error = new StringWriter();
        var exitCode = await CommandRunner.RunAsync(
            arguments, new CliEnvironment { Output = TextWriter.Null, Error = error, Handler = gateway }, cancellationToken);
        return (exitCode, error.ToString().TrimEnd());
    }

    private string Definition(string step)
    {
        var file = _directory.File("pipeline.yaml");
        File.WriteAllText(
            file,
            $$"""
            # keep this
            name: nightly
            steps:
              score:
                kind: score
                {{step}}
              other: { kind: score, definition_file: /etc/other.yaml }

            """);
        return file;
    }
}
