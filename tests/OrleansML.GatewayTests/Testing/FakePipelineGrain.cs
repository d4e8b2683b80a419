using System.Collections.Concurrent;
using OrleansML.Pipelines;

namespace OrleansML.GatewayTests.Testing;

/// <summary>A pipeline whose name says what it does; every call is noted.</summary>
internal sealed class FakePipelineGrain : Grain, IPipelineGrain
{
    public const string Nightly = "nightly";
    public const string Bare = "bare";
    public const string Nobody = "nobody";
    public const string Definition = "name: nightly\n";
    public const string Key = "nightly/2026-03-29T01:00:00Z";

    private static readonly DateTimeOffset Due = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);

    public static ConcurrentQueue<object> Calls { get; } = [];

    public Task<PipelineApplied> Apply(ApplyPipelineRequest request)
    {
        Calls.Enqueue(request);
        return request.Definition.Length == 0
            ? throw new OrleansMLException(ErrorCode.InvalidRequest, "The pipeline definition is not valid.")
            : Task.FromResult(new PipelineApplied { Pipeline = Name, Revision = 4, Changes = ["Step 'train' is new."] });
    }

    public Task<string> GetDefinition() => Task.FromResult(Found(Definition));

    public Task<PipelineStatus> GetStatus() => Task.FromResult(Found(Name == Bare ? BareStatus() : Status()));

    public Task<PipelineRun> GetRun(string run)
    {
        Calls.Enqueue(("run", run));
        return run is Key or "20260329T010000Z-1f0c2a9b"
            ? Task.FromResult(Found(Run()))
            : throw new OrleansMLException(ErrorCode.RunNotFound, $"There is no run '{run}'.");
    }

    public Task<PipelineDecision[]> GetDecisions(int most) => Task.FromResult(Found<PipelineDecision[]>(
    [
        new PipelineDecision { At = Due, Kind = "skip", Trigger = Nightly, Key = Key, Why = "It is skipped." },
        new PipelineDecision { At = DateTimeOffset.UnixEpoch, Kind = "apply", Why = $"At most {most}." },
    ]));

    public Task<PipelineRun> Start(StartPipelineRequest request)
    {
        Calls.Enqueue(request);
        return Task.FromResult(Found(Run()));
    }

    public Task<PipelineStatus> Backfill(BackfillPipelineRequest request)
    {
        Calls.Enqueue(request);
        return request.Trigger == Nightly
            ? GetStatus()
            : throw new OrleansMLException(ErrorCode.Conflict, "Another backfill goes on.");
    }

    public Task<PipelineStatus> EndBackfill() => Noted("end-backfill", "");

    public async Task<PipelineRun> Cancel(string run, string reason)
    {
        Calls.Enqueue((run, reason));
        return await GetRun(run);
    }

    public Task<PipelineRun> Resume(string run) => GetRun(run);

    public Task<PipelineStatus> Pause(string reason) => Noted("pause", reason);

    public Task<PipelineStatus> Unpause() => Noted("unpause", "");

    public Task Delete() => Noted("delete", Name);

    public Task<string[]> RaiseAlarm(PipelineAlarm alarm) => throw new NotSupportedException();

    public Task<bool> Ensure() => throw new NotSupportedException();

    public Task<PipelineAttempt[]> Beat(PipelineBeat beat) => throw new NotSupportedException();

    public Task Report(PipelineReport report) => throw new NotSupportedException();

    private string Name => this.GetPrimaryKeyString();

    private Task<PipelineStatus> Noted(string call, string text)
    {
        Calls.Enqueue((call, text));
        return GetStatus();
    }

    private T Found<T>(T value) => Name == Nobody
        ? throw new OrleansMLException(ErrorCode.PipelineNotFound, "There is no pipeline 'nobody'; apply it first.")
        : value;

    private static PipelineStatus BareStatus() => new() { Pipeline = Bare, Revision = 1, AppliedAt = DateTimeOffset.UnixEpoch };

    private static PipelineStatus Status() => new()
    {
        Pipeline = Nightly,
        Description = "Every night.",
        Revision = 3,
        AppliedAt = DateTimeOffset.UnixEpoch,
        Actor = "me",
        PausedSince = Due,
        PauseReason = "Maintenance.",
        Open = Run(),
        Waiting = [Run() with { Run = "w", Key = "hand/w", Trigger = "hand", State = PipelineRunState.Waiting, DecidedAt = null, Steps = [] }],
        Recent = [Run() with { Run = "r", Key = "hand/r", Trigger = "hand", State = PipelineRunState.Failed, EndedAt = Due.AddHours(1), Reason = "Step 'x' failed.", Revision = 0, Steps = [] }],
        Triggers =
        [
            new PipelineTriggerStatus { Trigger = Nightly, Schedule = "cron '0 2 * * *' in Europe/Berlin", NextAt = Due.AddDays(1) },
            new PipelineTriggerStatus { Trigger = "rows", Schedule = "new rows of payments", Why = "12 of 100 rows." },
        ],
        Backfill = new PipelineBackfill { Operation = "b", Trigger = Nightly, DoneUntil = Due.AddDays(-2), Until = Due.AddDays(-1) },
        Notifications = 2,
        NotificationFailure = "503",
    };

    private static PipelineRun Run() => new()
    {
        Run = "20260329T010000Z-1f0c2a9b",
        Key = Key,
        Trigger = Nightly,
        IntervalStart = Due.AddDays(-1),
        IntervalEnd = Due,
        State = PipelineRunState.Running,
        DecidedAt = Due,
        Revision = 3,
        Steps =
        [
            new PipelineStepStatus
            {
                Step = "history", Kind = "training_set", State = PipelineStepState.Succeeded, Attempt = 1, StartedAt = Due, EndedAt = Due.AddMinutes(1), Output = "/data/a",
            },
            new PipelineStepStatus
            {
                Step = "train", Kind = "train", State = PipelineStepState.WaitingToRetry, Attempt = 2, StartedAt = Due, RetryAt = Due.AddMinutes(5), Reason = "No pool.", After = ["history"],
            },
        ],
    };
}
