using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansML.ClusterTests.Scoring;
using OrleansML.Grains.Pipelines;
using OrleansML.Pipelines;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Runs by hand on one silo: what steps do, and what becomes of a run when they fail.</summary>
public sealed class PipelineRunTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private PlatformCluster? _platform;
    private Receiver? _receiver;

    private PlatformCluster Platform => _platform!;

    private Receiver Receiver => _receiver!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _platform = await PlatformCluster.StartAsync(["cpu"], PipelineCalls.FastSettings(("OrleansML:Pipelines:Commands:shell", "/bin/sh")));
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_ScoreThenSqlThenHttp_EachGetsWhatTheOneBeforeGave()
    {
        using var files = new ScoringFiles();
        await Platform.Client.Registry.PushAsync("score", new MemoryStream(ScoringFiles.Model));
        var definition = files.Definition("score", files.Write("in.parquet", 1000), files.PathOf("out-${run.id}"));
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "chain", $$"""
            name: chain
            steps:
              score:
                kind: score
                definition: |
                  {{definition.Trim().ReplaceLineEndings("\n      ")}}
              count:
                kind: sql
                after: [score]
                engine: duckdb
                statement: select ${steps.score.output} || ' ' || count(*) || ' ' || sum(score)::BIGINT from read_parquet('{{files.PathOf("out-*")}}/*.parquet')
              tell:
                kind: http
                after: [count]
                url: {{Receiver.Url}}/told/${steps.count.output}
                headers: { Content-Type: text/plain }
                body: '${run.key}'
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.True(run.State == PipelineRunState.Succeeded, run.Reason);
        var job = $"chain-{run.Run}-score";
        Assert.Equal(job, run.Step("score").Output);
        // By hand: a sums to 499,500; b to 142 * 21 + 15 = 2,997; c to 1,000. 499,500 - 2 * 2,997 + 500 = 494,006.
        Assert.Equal($"{job} 1000 494006", run.Step("count").Output);
        var call = Assert.Single(Receiver.Calls);
        Assert.Equal(($"/told/{job} 1000 494006", run.Key, "text/plain", $"chain/{run.Run}/tell"), (call.Path, call.Body, call.Headers["Content-Type"], call.Headers["Idempotency-Key"]));
        Assert.Equal("answer 1", run.Step("tell").Output);
    }

    [Fact]
    public async Task Start_ServiceIsUnavailableTwice_TriesAgainAndSucceeds()
    {
        Receiver.Status = static (_, number) => number < 3 ? 503 : 200;
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "again", $$"""
            name: again
            steps:
              call:
                kind: http
                url: {{Receiver.Url}}/call
                retries: { most: 3, first: 1s, factor: 1, longest: 1s }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.True(run.State == PipelineRunState.Succeeded, run.Reason);
        Assert.Equal(3, run.Step("call").Attempt);
        Assert.Equal(3, Receiver.Calls.Count);
        Assert.Single(Receiver.Calls.Select(static call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task Resume_UsersErrorMended_GoesOnFromTheStepThatFailed()
    {
        Receiver.Status = static (call, number) => call.Path == "/second" && number == 1 ? 400 : 200;
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "mend", $$"""
            name: mend
            pause_on_failure: true
            steps:
              first: { kind: http, url: "{{Receiver.Url}}/first" }
              second: { kind: http, after: [first], url: "{{Receiver.Url}}/second", retries: { most: 5, first: 1s } }
              third: { kind: http, after: [second], url: "{{Receiver.Url}}/third" }
            """);

        var failed = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal(PipelineRunState.Failed, failed.State);
        Assert.Equal((PipelineStepState.Succeeded, PipelineStepState.Failed, PipelineStepState.Skipped), (failed.Step("first").State, failed.Step("second").State, failed.Step("third").State));
        Assert.Equal($"attempt 1 failed (user): POST {Receiver.Url}/second answered 400: answer 1; a user's error is never tried again", failed.Step("second").Reason);
        var paused = await pipeline.GetStatus();
        Assert.NotNull(paused.PausedSince);
        Assert.StartsWith($"run '{failed.Key}' failed: step 'second':", paused.PauseReason, StringComparison.Ordinal);

        await pipeline.Resume(failed.Run);
        var resumed = await PipelineCalls.ReachAsync(pipeline, failed.Run, static run => run.State != PipelineRunState.Running);

        Assert.True(resumed.State == PipelineRunState.Succeeded, resumed.Reason);
        Assert.Equal(failed.Key, resumed.Key);
        Assert.Equal((1, 2, 1), (Receiver.To("/first").Length, Receiver.To("/second").Length, Receiver.To("/third").Length));
        Assert.Null((await pipeline.Unpause()).PausedSince);
        Assert.Equal(["unpause", "end", "resume", "pause", "end", "start", "apply"], (await pipeline.GetDecisions(100)).Select(static decision => decision.Kind));
    }

    [Fact]
    public async Task Start_StepNeverEnds_IsStoppedAtItsTimeout()
    {
        Receiver.Status = static (_, _) => null;
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "hangs", $$"""
            name: hangs
            steps:
              call: { kind: http, url: "{{Receiver.Url}}/call", timeout: 1s }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal(PipelineRunState.Failed, run.State);
        Assert.StartsWith("attempt 1 failed (timeout): it took longer than its timeout of 1s", run.Step("call").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: sql, engine: duckdb, statement: \"select sum(sin(range)) from range(1000000000000)\"")]
    [InlineData("kind: process, command: shell, arguments: [\"-c\", \"sleep 600; exit 3\"]")]
    public async Task Start_WorkNeverEnds_IsEndedAtItsTimeout(string work)
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "endless", $$"""
            name: endless
            steps:
              first: { kind: sql, engine: duckdb, statement: select 1 }
              work: { {{work}}, after: [first], timeout: 1s }
              last: { kind: sql, after: [work], engine: duckdb, statement: select 1 }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal((PipelineRunState.Failed, PipelineStepState.Failed, PipelineStepState.Skipped), (run.State, run.Step("work").State, run.Step("last").State));
        Assert.Equal(
            "attempt 1 failed (timeout): it took longer than its timeout of 1s; 0 of 0 retries are used up", run.Step("work").Reason);
        await Eventually.HoldsAsync(() => !Platform.Service<PipelineSteps>().Has("endless", new PipelineAttempt(run.Run, "work", 1)), "nobody works on it any more");
    }

    [Fact]
    public async Task Apply_ImpossibleCronAndCycle_NamesBothAndAppliesNothing()
    {
        var pipeline = Platform.Grains.GetGrain<IPipelineGrain>("impossible");

        var exception = await Assert.ThrowsAsync<OrleansMLException>(() => pipeline.Apply(new ApplyPipelineRequest
        {
            Definition = """
                name: impossible
                triggers:
                  never: { cron: "0 0 30 2 *" }
                  wrong: { cron: "0 24 * * *" }
                steps:
                  one: { kind: gate, after: [two], run: r }
                  two: { kind: gate, after: [one], run: r }
                """,
        }));

        Assert.Equal(ErrorCode.InvalidRequest, exception.Code);
        Assert.Contains("is '0 0 30 2 *', which never comes: no month 2 has a day 30 with day of week *.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("is '0 24 * * *', whose field 2, hour, is '24'; allowed are 0 to 23", exception.Message, StringComparison.Ordinal);
        Assert.Contains("closes a cycle: one -> two -> one; a step cannot wait for itself.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.PipelineNotFound, (await Assert.ThrowsAsync<OrleansMLException>(pipeline.GetStatus)).Code);
    }

    [Fact]
    public async Task Start_WhileAnotherGoesOn_FollowsTheOverlapPolicy()
    {
        Receiver.Status = static (call, _) => call.Body.EndsWith("/one", StringComparison.Ordinal) ? null : 200;
        var definition = $$"""
            name: overlap
            overlap: skip
            steps:
              call: { kind: http, url: "{{Receiver.Url}}/call", body: "${run.key}" }
            """;
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "overlap", definition);
        var first = await PipelineCalls.StartAsync(pipeline, "one");
        await Eventually.HoldsAsync(() => !Receiver.Calls.IsEmpty, "the first run has called");

        var skipped = await PipelineCalls.StartAsync(pipeline, "two");
        Assert.Equal((PipelineRunState.Skipped, $"'{first.Key}' still goes on, and overlap is 'skip'"), (skipped.State, skipped.Reason));

        await pipeline.Apply(new ApplyPipelineRequest { Definition = definition.Replace("overlap: skip", "overlap: buffer_one", StringComparison.Ordinal) });
        var waiting = await PipelineCalls.StartAsync(pipeline, "three");
        Assert.Equal(PipelineRunState.Waiting, waiting.State);
        Assert.Equal(waiting.Key, (await PipelineCalls.StartAsync(pipeline, "three")).Key);

        var cancelled = await pipeline.Cancel(first.Run, "makes room");
        Assert.Equal((PipelineRunState.Cancelled, "makes room"), (cancelled.State, cancelled.Reason));
        var last = await PipelineCalls.ReachAsync(pipeline, waiting.Run, static run => run.State == PipelineRunState.Succeeded);
        Assert.Equal(2, last.Revision);
        Assert.Equal([first.Key, last.Key], Receiver.Calls.Select(static call => call.Body));
    }

    [Fact]
    public async Task Notify_StartAndSuccess_AreSignedAndComeAgainUnderTheirId()
    {
        Environment.SetEnvironmentVariable("ORLEANSML_SECRET_PIPELINE_TEST_HOOK", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Receiver.Status = static (call, number) => call.Path == "/hook" && number == 1 ? 500 : 200;
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "tells", $$"""
            name: tells
            notify: { url: "{{Receiver.Url}}/hook", secret: "${secret:PIPELINE_TEST_HOOK}", events: [start, success] }
            steps:
              call: { kind: sql, engine: duckdb, statement: select 1 }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");
        await Eventually.HoldsAsync(async () => (await pipeline.GetStatus()).Notifications == 0, "everything is delivered", TimeSpan.FromSeconds(60));

        Assert.Equal(PipelineRunState.Succeeded, run.State);
        var told = Receiver.To("/hook");
        Assert.Equal(3, told.Length);
        Assert.Equal(2, told.Select(static call => call.Headers["webhook-id"]).Distinct().Count());
        Assert.All(told, RequireSigned);
        var bodies = told.Select(static call => JsonDocument.Parse(call.Body).RootElement).ToLookup(static body => body.GetProperty("event").GetString());
        Assert.Equal("running", bodies["start"].First().GetProperty("outcome").GetString());
        var success = bodies["success"].First();
        Assert.Equal(("tells", run.Run, run.Key, "succeeded", ""), (
            success.GetProperty("pipeline").GetString(), success.GetProperty("run").GetString(), success.GetProperty("key").GetString(),
            success.GetProperty("outcome").GetString(), success.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Start_Process_RunsOnlyWhatTheOperatorAllows()
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "programs", """
            name: programs
            steps:
              allowed: { kind: process, command: shell, arguments: ["-c", "echo first; echo \"$0 $EXTRA\"", "a b;c"], environment: { EXTRA: x } }
              forbidden: { kind: process, command: /bin/sh, after: [allowed] }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal("a b;c x", run.Step("allowed").Output);
        Assert.Equal(
            "attempt 1 failed (user): The program '/bin/sh' is not allowed here; shell are. The operator allows programs by OrleansML:Pipelines:Commands; a user's error is never tried again",
            run.Step("forbidden").Reason);
    }

    [Fact]
    public async Task Cancel_ProcessWithAChild_KillsBoth()
    {
        var pids = _directory.File("pids");
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "sleeps", $$"""
            name: sleeps
            steps:
              sleep: { kind: process, command: shell, arguments: ["-c", "sleep 600 & echo $! $$ > {{pids}}.new; mv {{pids}}.new {{pids}}; wait"] }
            """);
        var run = await PipelineCalls.StartAsync(pipeline, "one");
        await Eventually.HoldsAsync(() => File.Exists(pids), "the program runs");
        var processes = File.ReadAllText(pids).Split(' ').Select(static pid => int.Parse(pid, CultureInfo.InvariantCulture)).ToArray();

        var cancelled = await pipeline.Cancel(run.Run, "enough");

        Assert.Equal(PipelineRunState.Cancelled, cancelled.State);
        await Eventually.HoldsAsync(() => processes.All(static pid => !IsAlive(pid)), "program and child have ended");
    }

    [Fact]
    public async Task RaiseAlarm_SameIdTwice_StartsOneRun()
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "alarmed", """
            name: alarmed
            triggers:
              drifted: { alarm: { model: churn, name: drift } }
            steps:
              look: { kind: sql, engine: duckdb, statement: "select ${run.key}" }
            """);
        var alarm = new PipelineAlarm { Id = "a1", Model = "churn", Name = "drift", At = DateTimeOffset.UtcNow };

        Assert.Single(await pipeline.RaiseAlarm(alarm));
        Assert.Empty(await pipeline.RaiseAlarm(alarm));
        Assert.Empty(await pipeline.RaiseAlarm(alarm with { Id = "a2", Name = "age" }));

        await Eventually.HoldsAsync(async () => (await pipeline.GetStatus()).Recent.Length == 1, "the run has ended");
        var run = Assert.Single((await pipeline.GetStatus()).Recent);
        Assert.Equal((PipelineRunState.Succeeded, "drifted", alarm.At), (run.State, run.Trigger, run.IntervalEnd));
    }

    [Fact]
    public async Task Apply_SameTextAndOthers_SaysWhatChanges()
    {
        const string definition = """
            name: changing
            triggers:
              nightly: { cron: "0 2 * * *" }
            steps:
              look: { kind: sql, engine: duckdb, statement: select 1 }
            """;
        var pipeline = Platform.Grains.GetGrain<IPipelineGrain>("changing");

        Assert.Equal((1, 1), Of(await pipeline.Apply(new ApplyPipelineRequest { Definition = definition })));
        Assert.Equal((1, 0), Of(await pipeline.Apply(new ApplyPipelineRequest { Definition = definition })));
        var changed = await pipeline.Apply(new ApplyPipelineRequest { Definition = definition.Replace("0 2", "0 3", StringComparison.Ordinal).Replace("select 1", "select 2", StringComparison.Ordinal) });
        Assert.Equal(["Trigger 'nightly' changes.", "Step 'look' changes."], changed.Changes);
        var invalid = await Assert.ThrowsAsync<OrleansMLException>(() => pipeline.Apply(new ApplyPipelineRequest { Definition = "name: changing\noverlap: never\ncatch_up: { runs: some }" }));
        Assert.Equal(ErrorCode.InvalidRequest, invalid.Code);
        Assert.All(["'overlap'", "'runs'", "'steps'"], key => Assert.Contains(key.Trim('\''), invalid.Message, StringComparison.Ordinal));
        Assert.Contains("changing", await Platform.Grains.GetGrain<IPipelineCatalogGrain>(IPipelineCatalogGrain.Key).List());

        await pipeline.Delete();
        Assert.Equal(ErrorCode.PipelineNotFound, (await Assert.ThrowsAsync<OrleansMLException>(pipeline.GetStatus)).Code);
        Assert.DoesNotContain("changing", await Platform.Grains.GetGrain<IPipelineCatalogGrain>(IPipelineCatalogGrain.Key).List());

        static (int Revision, int Changes) Of(PipelineApplied applied) => (applied.Revision, applied.Changes.Length);
    }

    // Of the specification, and nothing of the product: HMAC-SHA256 with the key after 'whsec_' over id, time and body.
    private static void RequireSigned(Receiver.Received call)
    {
        var (id, time) = (call.Headers["webhook-id"], call.Headers["webhook-timestamp"]);
        using var hmac = new HMACSHA256(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        var expected = $"v1,{Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(id + "." + time + "." + call.Body)))}";
        Assert.Equal(expected, call.Headers["webhook-signature"]);
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, CultureInfo.InvariantCulture)), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddSeconds(1));
    }

    // One that has ended and was not fetched by its parent, a zombie, is not alive.
    private static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
