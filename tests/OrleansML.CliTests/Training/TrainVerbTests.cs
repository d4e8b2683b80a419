using System.Net;
using System.Text;
using System.Text.Json;
using OrleansML.Cli;
using OrleansML.Testing;

namespace OrleansML.CliTests.Training;

public sealed class TrainVerbTests : IDisposable
{
    private const string Get = "GET /api/v1/training/runs/r";

    private static readonly string Post = $"POST /api/v1/training/runs?run=r&actor={Uri.EscapeDataString(Environment.UserName)}";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task TrainStart_RelativePath_SendsTheFileWithThePathFromItsFolder()
    {
        var gateway = new FakeGateway().Answer(Post, Run("Planned"));

        var run = await CommandRun.OfAsync(gateway, "train", "start", "-f", Definition("rows.csv"), "--run", "r");

        Assert.Equal((0, "Training run 'r' of model 'm' is Planned. Follow it with 'orleansml train status r --watch'."), (run.ExitCode, run.Output));
        Assert.Equal(
            File.ReadAllText(_directory.File("m.yaml")).Replace("rows.csv", $"\"{_directory.File("rows.csv")}\"", StringComparison.Ordinal),
            Encoding.UTF8.GetString(Assert.Single(gateway.Received).Body));
    }

    [Fact]
    public async Task TrainStart_WithoutId_MakesOneOfModelAndTime()
    {
        var gateway = new FakeGateway();

        await CommandRun.OfAsync(gateway, "train", "start", "-f", Definition("rows.csv"));

        Assert.Matches(@"^POST /api/v1/training/runs\?run=m-20\d{6}-\d{6}-[0-9a-f]{6}&actor=", Assert.Single(gateway.Received).Request);
    }

    [Fact]
    public async Task TrainStart_Wait_ShowsProgressAndEndsWithMetricsAndVerdict()
    {
        var answers = new Queue<string>([Running(1, 10), Completed(passed: true)]);
        var gateway = new FakeGateway().Answer(Post, Run("Planned")).Answer(Get, _ => Json(answers.Dequeue()));

        var run = await CommandRun.OfAsync(gateway, "train", "start", "-f", Definition("rows.csv"), "--run", "r", "--wait");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "Training run 'r' of model 'm'",
                "Planned",
                "Running, epoch 2 of 3, step 10 of 30, 1,234 rows/s, loss 0.125, validation loss 0.25, 1 worker, 75 s left",
                "Completed, 3 of 3 epochs, step 30 of 30",
            ],
            run.Error.ReplaceLineEndings("\n").Split('\n'));
        Assert.Matches(@"rmse .* 2\.5 .* 2 .* 3 ", run.Output);
        Assert.Matches(@"roc .* - .* - .* - ", run.Output);
        Assert.Contains("It passed the gate beside version 1 and is version 2 of model 'm'.", run.Output);
        Assert.Contains("orleansml deploy canary m 2 --reason TEXT", run.Output);
    }

    [Fact]
    public async Task TrainStart_WaitAndRefused_SaysWhyAndExitsWith1()
    {
        var gateway = new FakeGateway().Answer(Post, Completed(passed: false));

        var run = await CommandRun.OfAsync(gateway, "train", "start", "-f", Definition("rows.csv"), "--run", "r", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The gate refused it beside version 1:\n- Segment 'x' is worse.", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task TrainStart_WaitAndJson_WritesTheRunAsJsonOnly()
    {
        var gateway = new FakeGateway().Answer(Post, Completed(passed: true));

        var run = await CommandRun.OfAsync(gateway, "train", "start", "-f", Definition("rows.csv"), "--run", "r", "--wait", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal(2, written.RootElement.GetProperty("outcome").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task TrainStart_CancelledWhileWaiting_SaysThatTheRunGoesOnAndHowToFollowIt()
    {
        using var cancelled = new CancellationTokenSource();
        var gateway = new FakeGateway().Answer(Post, Run("Planned")).Answer(Get, _ =>
        {
            cancelled.Cancel();
            return Json(Run("Gathering"));
        });
        var error = new StringWriter();

        var exitCode = await CommandRunner.RunAsync(
            ["train", "start", "-f", Definition("rows.csv"), "--run", "r", "--wait"],
            new CliEnvironment { Output = TextWriter.Null, Error = error, Handler = gateway },
            cancelled.Token);

        Assert.Equal(1, exitCode);
        Assert.EndsWith(
            "Training run 'r' goes on. Follow it with 'orleansml train status r --watch', or end it with 'orleansml train cancel r'.",
            error.ToString().TrimEnd());
        Assert.DoesNotContain(gateway.Received, static received => received.Request.Contains(":cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TrainStatus_WatchedWhileTheGatewayIsAway_GoesOn()
    {
        var answers = new Queue<HttpResponseMessage>(
        [
            Json(Running(0, 1)),
            Json("""{"error":"The cluster cannot be reached.","code":"Unavailable"}""", HttpStatusCode.ServiceUnavailable),
            Json(Completed(passed: true)),
        ]);
        var gateway = new FakeGateway().Answer(Get, _ => answers.Dequeue());

        var run = await CommandRun.OfAsync(gateway, "train", "status", "r", "--watch");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("It is asked again how the run stands: The cluster cannot be reached.", run.Error);
    }

    [Fact]
    public async Task TrainStatus_Failed_ShowsWhyAndExitsWith0()
    {
        var gateway = new FakeGateway().Answer(Get, Run("Failed", reason: "'rows.csv' has no column 'y'."));

        var run = await CommandRun.OfAsync(gateway, "train", "status", "r");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Failed, 'rows.csv' has no column 'y'.", run.Output);
        Assert.Contains("Go on from the beginning with 'orleansml train resume r'.", run.Output);
    }

    [Fact]
    public async Task TrainResume_WaitAndFailed_ExitsWith1()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/training/runs/r:resume", Run("Failed", reason: "no"));

        var run = await CommandRun.OfAsync(gateway, "train", "resume", "r", "--wait");

        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task TrainCancel_WithReason_SendsIt()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/training/runs/r:cancel?reason=no%20more", Run("Cancelled"));

        var run = await CommandRun.OfAsync(gateway, "train", "cancel", "r", "--reason", "no more");

        Assert.Equal((0, "Training run 'r' is Cancelled."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task TrainList_Some_ShowsResults()
    {
        const string Runs =
            """
            {"runs": [
              {"run": "c", "model": "m", "state": "Running", "step": 1, "steps": 9, "plannedAt": "2026-01-03T00:00:00+00:00"},
              {"run": "b", "model": "m", "state": "Completed", "step": 9, "steps": 9, "plannedAt": "2026-01-02T00:00:00+00:00", "passed": true, "version": 4},
              {"run": "a", "model": "m", "state": "Completed", "step": 9, "steps": 9, "plannedAt": "2026-01-01T00:00:00+00:00", "passed": false}]}
            """;
        var gateway = new FakeGateway().Answer("GET /api/v1/training/runs?limit=100", Runs);

        var run = await CommandRun.OfAsync(gateway, "train", "list");

        Assert.Matches(@"c .* Running .* 1 of 9 .* 2026-01-03 00:00:00Z", run.Output);
        Assert.Matches(@"b .* Completed .* version 4", run.Output);
        Assert.Matches(@"a .* Completed .* refused by the gate", run.Output);
    }

    [Fact]
    public async Task TrainList_LimitOutOfRange_IsAUsageError()
    {
        var run = await CommandRun.OfAsync("train", "list", "--limit", "0");

        Assert.Equal((2, "--limit is 0; it must lie between 1 and 1000. See 'orleansml train list --help'."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task TrainCheck_BrokenDefinition_ListsEveryViolationWithoutAGateway()
    {
        File.WriteAllText(_directory.File("bad.yaml"), "model: m\ntask: guess\nsplit: { by: hash }\n");

        var run = await CommandRun.OfAsync("train", "check", "-f", _directory.File("bad.yaml"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Line 2: 'task' is 'guess'", run.Error);
        Assert.Contains("Line 3: 'split.key' is missing", run.Error);
        Assert.Contains("'data' is missing", run.Error);
        Assert.Contains("'inputs' is missing", run.Error);
    }

    [Fact]
    public async Task TrainCheck_Json_TellsViolationsWithLineAndPath()
    {
        File.WriteAllText(_directory.File("bad.yaml"), File.ReadAllText(Definition("rows.csv")).Replace("model: m", "model: ../m", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync("train", "check", "-f", _directory.File("bad.yaml"), "--json");

        using var written = JsonDocument.Parse(run.Output);
        var violation = Assert.Single(written.RootElement.GetProperty("violations").EnumerateArray());
        Assert.Equal(1, run.ExitCode);
        Assert.False(written.RootElement.GetProperty("isValid").GetBoolean());
        Assert.Equal(("model", "is '../m'; use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit."), (violation.GetProperty("path").GetString(), violation.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task TrainCheck_Valid_SaysSo()
    {
        var path = Definition("rows.csv");

        var run = await CommandRun.OfAsync("train", "check", "-f", path);

        Assert.Equal((0, $"'{path}' is a valid training definition of model 'm'."), (run.ExitCode, run.Output));
    }

    private static string Run(string state, string? reason = null, string more = "") =>
        $$"""
        {"run": "r", "model": "m", "state": "{{state}}", "reason": {{JsonSerializer.Serialize(reason)}}, "generation": 0, "members": [], "step": 0, "steps": 0,
         "stepsPerEpoch": 0, "epoch": 0, "rowsPerSecond": 0, "epochs": [], "leases": [], "rows": {"train": 0, "validation": 0, "test": 0},
         "plannedAt": "2026-01-01T00:00:00+00:00"{{more}}}
        """;

    private static string Running(int epoch, int step) => Run("Running").Replace(
        "\"members\": [], \"step\": 0, \"steps\": 0,\n \"stepsPerEpoch\": 0, \"epoch\": 0, \"rowsPerSecond\": 0, \"epochs\": []",
        $$"""
        "members": [{"slot": 0, "silo": "S", "firstShard": 0, "shards": 4}], "step": {{step}}, "steps": 30, "stepsPerEpoch": 10, "epoch": {{epoch}},
        "rowsPerSecond": 1234.4, "loss": 0.125, "estimatedSecondsRemaining": 75.2,
        "epochs": [{"epoch": 0, "rows": 100, "eachRowOnce": true, "loss": 0.5, "validationLoss": 0.25}]
        """,
        StringComparison.Ordinal);

    private static string Completed(bool passed) => Run("Completed").Replace(
        "\"step\": 0, \"steps\": 0,\n \"stepsPerEpoch\": 0, \"epoch\": 0", "\"step\": 30, \"steps\": 30, \"stepsPerEpoch\": 10, \"epoch\": 3", StringComparison.Ordinal).Replace(
        "\"plannedAt\"",
        $$"""
        "outcome": {"passed": {{(passed ? "true" : "false")}}, "reasons": [{{(passed ? "" : "\"Segment 'x' is worse.\"")}}], "gateRecord": "ab", "package": "cd",
          "version": {{(passed ? "2" : "null")}}, "champion": 1,
          "metrics": [{"name": "rmse", "value": 2.5, "lower": 2, "upper": 3}, {"name": "roc"}]}, "plannedAt"
        """,
        StringComparison.Ordinal);

    private static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private string Definition(string rows)
    {
        var path = _directory.File("m.yaml");
        File.WriteAllText(path, $$"""
            # keep this
            model: m
            task: regression
            data: { path: {{rows}}, format: csv, label: y }
            split: { by: hash, key: [id] }
            inputs: { numeric: [a] }
            network: { kind: mlp, hidden: [4] }
            """);
        return path;
    }
}
