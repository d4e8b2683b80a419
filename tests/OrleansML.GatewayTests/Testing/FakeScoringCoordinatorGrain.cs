using System.Collections.Concurrent;
using OrleansML.Scoring;

namespace OrleansML.GatewayTests.Testing;

/// <summary>A job whose id says what it does.</summary>
internal sealed class FakeScoringCoordinatorGrain : Grain, IScoringCoordinatorGrain
{
    public const string Planning = "planning";
    public const string Running = "running";
    public const string Ended = "ended";
    public const string Nobody = "nobody";

    private int _asked;

    public static ConcurrentDictionary<string, StartScoringRequest> Requests { get; } = [];

    public static ConcurrentQueue<string> Calls { get; } = [];

    public Task<ScoringStatus> Start(StartScoringRequest request)
    {
        Requests[this.GetPrimaryKeyString()] = request;
        return request.Definition.Length == 0
            ? throw new OrleansMLException(ErrorCode.InvalidRequest, "The scoring definition is not valid.")
            : Task.FromResult(new ScoringStatus { Job = this.GetPrimaryKeyString(), Model = "churn", Version = 3, State = ScoringState.Planned });
    }

    public Task<ScoringStatus> GetStatus() => Task.FromResult(this.GetPrimaryKeyString() switch
    {
        Planning => RunningStatus() with { Job = Planning, IsPlanComplete = false },
        Running => RunningStatus(),
        Ended => EndedStatus(),
        var job => throw new OrleansMLException(ErrorCode.RunNotFound, $"There is no scoring job '{job}'."),
    });

    // Not done when it is asked for the first time; the definition says what comes of it.
    public Task<ScoringEstimate?> Estimate(string definition) => Task.FromResult(definition switch
    {
        "" => throw new OrleansMLException(ErrorCode.InvalidRequest, "The scoring definition is not valid."),
        "model: nobody" => throw new OrleansMLException(ErrorCode.ModelNotFound, "There is no model 'nobody'; push it first."),
        _ when _asked++ == 0 => null,
        "model: idle" => Estimate() with { Workers = 0, SampleDeadRows = 0, SampleDeadReason = "", IsExact = true },
        _ => Estimate(),
    });

    public Task<ScoringStatus> Cancel(string reason)
    {
        Calls.Enqueue($"cancel {reason}");
        return GetStatus();
    }

    public Task<ScoringStatus> Resume() => this.GetPrimaryKeyString() == Ended
        ? throw new OrleansMLException(ErrorCode.Conflict, "Scoring job 'ended' is completed; start another to score again.")
        : GetStatus();

    public Task<bool> Ensure() => throw new NotSupportedException();

    public Task<string?> GiveUp() => throw new NotSupportedException();

    public Task<bool> AddPlan(ScoringPlanPart plan) => throw new NotSupportedException();

    public Task<ScoringOrder> Report(ScoringReport report) => throw new NotSupportedException();

    // Three slices of four workers have work.
    private static ScoringEstimate Estimate() => new()
    {
        Version = 3,
        Rows = 6_000,
        IsExact = false,
        Slices = 3,
        Bytes = 4_096,
        BatchRows = 256,
        SampleRows = 1_000,
        SampleDeadRows = 2,
        SampleDeadReason = "row 5 of the input: 'age' is missing.",
        RowsPerSecond = 500,
        Workers = 4,
    };

    private static ScoringStatus RunningStatus() => new()
    {
        Job = Running,
        Model = "churn",
        Version = 3,
        State = ScoringState.Running,
        Reason = "Workers begin.",
        Rows = 10_000,
        IsPlanComplete = true,
        RowsDone = 4_000,
        DeadRows = 7,
        Slices = 5,
        SlicesDone = 1,
        Leases = 4,
        RowsPerSecond = 500,
        Workers =
        [
            new ScoringWorkerInfo { Slot = 0, Silo = "S1", Held = [1, 3] },
            new ScoringWorkerInfo { Slot = 1, Silo = "S2", Held = [] },
        ],
        BatchRows = 1_024,
        PlannedAt = DateTimeOffset.UnixEpoch,
    };

    private static ScoringStatus EndedStatus() => new()
    {
        Job = Ended,
        Model = "churn",
        Version = 3,
        State = ScoringState.Completed,
        Rows = 10_000,
        IsPlanComplete = true,
        RowsDone = 10_000,
        DeadRows = 7,
        Slices = 5,
        SlicesDone = 5,
        Leases = 6,
        BatchRows = 1_024,
        PlannedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch.AddMinutes(1),
        Outcome = new ScoringOutcome
        {
            Result = "table public.scores", Manifest = "/data/scoring/ended/parts/_MANIFEST.json", ManifestSha256 = "ab", Rows = 9_993, DeadRows = 7,
        },
    };
}
