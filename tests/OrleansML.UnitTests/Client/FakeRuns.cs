using System.Reflection;
using OrleansML.Training;

namespace OrleansML.UnitTests.Client;

/// <summary>A cluster of scripted training runs; each call is written down as id and method.</summary>
public class FakeRuns : DispatchProxy
{
    /// <summary>Told the number of each call, from 1; an exception fails it.</summary>
    public Action<int> BeforeCall { get; set; } = static _ => { };

    public List<string> Calls { get; } = [];

    public static FakeRuns Create(out IGrainFactory factory)
    {
        factory = Create<IGrainFactory, FakeRuns>();
        return (FakeRuns)(object)factory;
    }

    internal T Answer<T>(string call, T answer)
    {
        Calls.Add(call);
        BeforeCall(Calls.Count);
        return answer;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IGrainFactory.GetGrain)
        ? targetMethod.GetGenericArguments()[0] == typeof(ITrainingCatalogGrain) ? new FakeRunCatalog(this) : new FakeRun(this, (string)args![0]!)
        : throw new NotSupportedException(targetMethod.Name);

    private sealed class FakeRunCatalog(FakeRuns runs) : ITrainingCatalogGrain
    {
        public Task Add(string run) => throw new NotSupportedException();

        public Task NoteEnded(string run, bool hasEnded) => throw new NotSupportedException();

        public Task<bool> Hold(string run, string[] artifacts) => throw new NotSupportedException();

        public Task Release(string run, string[] artifacts, DateTimeOffset at) => throw new NotSupportedException();

        public Task<bool> Reclaim(string run, string[] artifacts) => throw new NotSupportedException();

        public Task Sweep() => throw new NotSupportedException();

        public async Task<string[]> List(bool activeOnly) => runs.Answer($"list {activeOnly}", new[] { "first", "unstored", "last" });
    }

    private sealed class FakeRun(FakeRuns runs, string id) : ITrainingCoordinatorGrain
    {
        public async Task<TrainingRunStatus> Start(StartTrainingRequest request) => runs.Answer($"start {id} {request.Actor}", Status());

        public async Task<TrainingRunStatus> GetStatus() => id == "unstored"
            ? throw new OrleansMLException(ErrorCode.RunNotFound, "There is no training run 'unstored'.")
            : runs.Answer($"status {id}", Status());

        public async Task<TrainingRunStatus> Cancel(string reason) => runs.Answer($"cancel {id} {reason}", Status());

        public async Task<TrainingRunStatus> Resume() => runs.Answer($"resume {id}", Status());

        public async Task<string> GetGateRecord() => runs.Answer($"gate {id}", "{}");

        public Task<bool> Ensure() => throw new NotSupportedException();

        public Task<bool> Report(TrainingWorkerStatus status) => throw new NotSupportedException();

        public Task<bool> Commit(TrainingCheckpoint checkpoint) => throw new NotSupportedException();

        private TrainingRunStatus Status() => new() { Run = id, Model = "m", State = TrainingState.Running };
    }
}
