using System.Text.Json;

namespace OrleansML.CliTests.Pipelines;

public sealed class PipelineVerbTests
{
    private const string Pipelines = "GET /api/v1/pipelines";
    private const string Nightly = "GET /api/v1/pipelines/nightly";

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
            run.OutputLines[^3..]);
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

        var lines = run.OutputLines;
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

        Assert.Equal(["Pipeline 'nightly' is not paused.", "nightly: 2026-03-29 01:00:00+01:00 Europe/Berlin, 2026-03-29 00:00:00Z"], run.OutputLines[..2]);
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
        {"pipelines": [{"pipeline": "nightly", "revision": 3, "pausedSince": "2026-03-28T00:00:00+00:00", "pauseReason": "Maintenance.", "open": {{PipelineReplies.Run("Running")}}, "waiting": 0,
         "last": {{PipelineReplies.Run("Failed").Replace("nightly/x", "hand/l", StringComparison.Ordinal)}}, {{Triggers}}}]}
        """;

    private static string Info =>
        $$"""
        {"pipeline": "nightly", "description": "Every night.", "revision": 3, "appliedAt": "2026-01-01T00:00:00+00:00", "actor": "me",
         "pausedSince": "2026-03-28T00:00:00+00:00", "pauseReason": "Maintenance.", "open": {{PipelineReplies.Run("Running", PipelineReplies.Steps)}}, "waiting": [],
         "recent": [{"run": "l", "key": "hand/l", "trigger": "hand", "intervalStart": "2026-03-26T00:00:00+00:00", "intervalEnd": "2026-03-27T00:00:00+00:00", "state": "Failed",
          "decidedAt": "2026-03-27T00:00:00+00:00", "endedAt": "2026-03-27T01:00:00+00:00", "reason": "Step 'a' failed."}],
         "backfill": {"operation": "b", "trigger": "nightly", "doneUntil": "2026-01-05T00:00:00+00:00", "until": "2026-01-31T00:00:00+00:00"},
         "notifications": 2, "notificationFailure": "503", {{Triggers}}}
        """;
}
