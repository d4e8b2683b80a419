using System.Net;
using System.Text;
using System.Text.Json;

namespace OrleansML.CliTests.Pipelines;

public sealed class PipelineRunVerbTests
{
    private const string Start = "POST /api/v1/pipelines/nightly:run?operation=o";
    private const string Get = "GET /api/v1/pipelines/nightly/runs/r";

    [Fact]
    public async Task PipelineRun_Interval_AsksForItAndSaysHowToFollow()
    {
        var gateway = new FakeGateway().Answer($"{Start}&start=2026-03-01T00:00:00Z&end=2026-03-01T23:00:00Z", PipelineReplies.Run("Running"));

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
        var gateway = new FakeGateway().Answer(Start, PipelineReplies.Run("Skipped", reason: "'hand/o' is skipped: another goes on."));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "run", "nightly", "--operation", "o");

        Assert.Equal((1, "Run 'r' of pipeline 'nightly' is Skipped. 'hand/o' is skipped: another goes on."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineRun_Wait_ShowsStepsUntilTheRunSucceeded()
    {
        var answers = new Queue<string>([PipelineReplies.Run("Running", PipelineReplies.Steps), PipelineReplies.Run("Succeeded", PipelineReplies.DoneSteps)]);
        var gateway = new FakeGateway().Answer(Start, PipelineReplies.Run("Waiting")).Answer(Get, _ => Json(answers.Dequeue()));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "run", "nightly", "--operation", "o", "--wait");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "Run 'r' of pipeline 'nightly'",
                "Waiting",
                "Running, 1 of 3 steps done, 'b' running in attempt 2 since 2026-03-28 01:00:00Z, 'c' tried again at 2026-03-28 02:00:00Z (No pool)",
                "Succeeded, 1 of 1 step done",
            ],
            run.ErrorLines);
        Assert.Equal(
            [
                "r of pipeline nightly, key nightly/x, decided at 2026-03-28 00:00:00Z",
                "Data from 2026-03-27 00:00:00Z to 2026-03-28 00:00:00Z",
                "Succeeded, 1 of 1 step done",
            ],
            run.OutputLines[..3]);
        Assert.Matches("a .* training_set .* Succeeded .* 1 .* 90 s .* /data/a ", run.Output);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Cancelled")]
    public async Task PipelineRun_WaitAndNoSuccess_SaysHowToGoOnAndExitsWith1(string state)
    {
        var gateway = new FakeGateway().Answer(Start, PipelineReplies.Run(state, PipelineReplies.DoneSteps, reason: "Because."));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "run", "nightly", "--operation", "o", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{state}, 1 of 1 step done, Because.", run.OutputLines);
        Assert.Equal("Steps that succeeded stay; 'orleansml pipeline resume nightly r' goes on from there.", run.OutputLines[^1]);
    }

    [Fact]
    public async Task PipelineRun_CancelledWhileWaiting_SaysThatTheRunGoesOn()
    {
        using var cancelled = new CancellationTokenSource();
        var gateway = new FakeGateway().Answer(Start, PipelineReplies.Run("Running")).Answer(Get, _ =>
        {
            cancelled.Cancel();
            return Json(PipelineReplies.Run("Running"));
        });

        var run = await CommandRun.OfAsync(gateway, cancelled.Token, "pipeline", "run", "nightly", "--operation", "o", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith(
            "Pipeline run 'nightly r' goes on. Follow it with 'orleansml pipeline status nightly r --watch', or end it with 'orleansml pipeline cancel nightly r'.",
            run.Error,
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

        var run = await CommandRun.OfAsync(gateway, cancelled.Token, "pipeline", "run", "nightly", "--operation", "o");

        Assert.Equal((1, "Whether a run of pipeline 'nightly' was started is unknown: the same command with '--operation o' starts it once at most."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task PipelineStatus_Key_ShowsTheStepsNow()
    {
        var gateway = new FakeGateway().Answer("GET /api/v1/pipelines/nightly/runs/nightly%2F2026-03-28T00%3A00%3A00Z", PipelineReplies.Run("Running", PipelineReplies.Steps));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "status", "nightly", "nightly/2026-03-28T00:00:00Z");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("b .* train .* Running .* 2 .* since 2026-03-28 01:00:00Z ", run.Output);
        Assert.Matches(@"c .* score .* tried again at 2026-03-28 02:00:00Z .* 1 .* No pool\. ", run.Output);
    }

    [Fact]
    public async Task PipelineStatus_WatchAndJson_WritesTheRunAsJsonOnly()
    {
        var gateway = new FakeGateway().Answer(Get, PipelineReplies.Run("Skipped"));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "status", "nightly", "r", "--watch", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal((1, "Skipped"), (run.ExitCode, written.RootElement.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task PipelineCancel_Reason_IsSent()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/pipelines/nightly/runs/r:cancel?reason=no%20more", PipelineReplies.Run("Cancelled"));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "cancel", "nightly", "r", "--reason", "no more");

        Assert.Equal((0, "Run 'r' of pipeline 'nightly' is Cancelled."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineResume_Wait_ExitsWith0WhenItSucceeded()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/pipelines/nightly/runs/r:resume", PipelineReplies.Run("Running")).Answer(Get, PipelineReplies.Run("Succeeded"));

        var run = await CommandRun.OfAsync(gateway, "pipeline", "resume", "nightly", "r", "--wait");

        Assert.Equal(0, run.ExitCode);
    }

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
