using System.Collections.Concurrent;
using OrleansML.Training;

namespace OrleansML.GatewayTests.Testing;

/// <summary>A run whose id says what it does.</summary>
internal sealed class FakeTrainingCoordinatorGrain : Grain, ITrainingCoordinatorGrain
{
    public const string Running = "running";
    public const string Ended = "ended";
    public const string Nobody = "nobody";

    public const string Record = "{\n  \"at\": \"2026-01-01T00:00:00+00:00\"\n}\n";

    public static ConcurrentDictionary<string, StartTrainingRequest> Requests { get; } = [];

    public static ConcurrentQueue<string> Calls { get; } = [];

    public Task<TrainingRunStatus> Start(StartTrainingRequest request)
    {
        Requests[this.GetPrimaryKeyString()] = request;
        return request.Definition.Length == 0
            ? throw new OrleansMLException(ErrorCode.InvalidRequest, "The training definition is not valid.")
            : Task.FromResult(new TrainingRunStatus { Run = this.GetPrimaryKeyString(), Model = "fare", State = TrainingState.Planned });
    }

    public Task<TrainingRunStatus> GetStatus() => Task.FromResult(this.GetPrimaryKeyString() switch
    {
        Running => RunningStatus(),
        Ended => EndedStatus(),
        var run => throw new OrleansMLException(ErrorCode.RunNotFound, $"There is no training run '{run}'."),
    });

    public Task<TrainingRunStatus> Cancel(string reason)
    {
        Calls.Enqueue($"cancel {reason}");
        return GetStatus();
    }

    public Task<TrainingRunStatus> Resume()
    {
        Calls.Enqueue("resume");
        return this.GetPrimaryKeyString() == Ended
            ? throw new OrleansMLException(ErrorCode.Conflict, "Training run 'ended' is completed; start another to train again.")
            : GetStatus();
    }

    public Task<string> GetGateRecord() => this.GetPrimaryKeyString() == Ended
        ? Task.FromResult(Record)
        : throw new OrleansMLException(ErrorCode.ArtifactNotFound, "Training run 'running' is Running and has no gate record.");

    public Task<bool> Ensure() => throw new NotSupportedException();

    public Task<bool> Report(TrainingWorkerStatus status) => throw new NotSupportedException();

    public Task<bool> Commit(TrainingCheckpoint checkpoint) => throw new NotSupportedException();

    private static TrainingRunStatus RunningStatus() => new()
    {
        Run = Running,
        Model = "fare",
        State = TrainingState.Running,
        Reason = "Workers join.",
        Generation = 2,
        Members = [new TrainingMember { Slot = 1, Incarnation = Guid.Empty, Silo = "S1", FirstShard = 4, Shards = 4 }],
        Step = 40,
        Steps = 100,
        StepsPerEpoch = 10,
        RowsPerSecond = 500,
        Loss = 0.5,
        CheckpointStep = 30,
        Epochs = [new TrainingEpoch { Epoch = 0, Rows = 1_000, RowSum = 7, EachRowOnce = true, Loss = 0.75, ValidationLoss = double.NaN }],
        Leases =
        [
            new TrainingLease { Generation = 1, Slot = 0, FirstShard = 0, Shards = 8, FromStep = 0, ToStep = 20 },
            new TrainingLease { Generation = 2, Slot = 1, FirstShard = 4, Shards = 4, FromStep = 20 },
        ],
        PlannedAt = DateTimeOffset.UnixEpoch,
        Rows = [1_000, 100, 200],
    };

    private static TrainingRunStatus EndedStatus() => new()
    {
        Run = Ended,
        Model = "fare",
        State = TrainingState.Completed,
        Step = 50,
        Steps = 100,
        StepsPerEpoch = 10,
        PlannedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch.AddMinutes(1),
        StateDigest = "cd",
        Outcome = new TrainingOutcome
        {
            Passed = false,
            Reasons = ["It is worse."],
            GateRecord = "ab",
            Package = "ef",
            Champion = 3,
            Metrics = [new TrainingMetric("rmse", 2, 1.5, 2.5), new TrainingMetric("r2", double.NaN, double.NaN, double.NaN)],
        },
        Rows = [1_000, 100, 200],
    };
}
