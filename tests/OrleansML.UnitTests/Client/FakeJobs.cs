using System.Reflection;
using OrleansML.Scoring;

namespace OrleansML.UnitTests.Client;

/// <summary>A cluster of scripted scoring jobs; each call is written down as id and method.</summary>
public class FakeJobs : DispatchProxy
{
    /// <summary>Told the number of each call, from 1; an exception fails it.</summary>
    public Action<int> BeforeCall { get; set; } = static _ => { };

    /// <summary>How often an estimate is not done yet.</summary>
    public int PendingEstimates { get; set; }

    public List<string> Calls { get; } = [];

    public static FakeJobs Create(out IGrainFactory factory)
    {
        factory = Create<IGrainFactory, FakeJobs>();
        return (FakeJobs)(object)factory;
    }

    internal T Answer<T>(string call, T answer)
    {
        Calls.Add(call);
        BeforeCall(Calls.Count);
        return answer;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IGrainFactory.GetGrain)
        ? targetMethod.GetGenericArguments()[0] == typeof(IScoringCatalogGrain) ? new FakeJobCatalog(this) : new FakeJob(this, (string)args![0]!)
        : throw new NotSupportedException(targetMethod.Name);

    private sealed class FakeJobCatalog(FakeJobs jobs) : IScoringCatalogGrain
    {
        public Task Add(string job) => throw new NotSupportedException();

        public Task NoteEnded(string job, bool hasEnded) => throw new NotSupportedException();

        public Task Keep(string job, DateTimeOffset? until) => throw new NotSupportedException();

        public Task<string[]> ListKeptTooLong() => throw new NotSupportedException();

        public async Task<string[]> List(bool activeOnly) => jobs.Answer($"list {activeOnly}", new[] { "first", "unstored", "last" });
    }

    private sealed class FakeJob(FakeJobs jobs, string id) : IScoringCoordinatorGrain
    {
        public async Task<ScoringStatus> Start(StartScoringRequest request) => jobs.Answer($"start {id} {request.Actor}", Status());

        public async Task<ScoringStatus> GetStatus() => id == "unstored"
            ? throw new OrleansMLException(ErrorCode.RunNotFound, "There is no scoring job 'unstored'.")
            : jobs.Answer($"status {id}", Status());

        public async Task<ScoringEstimate?> Estimate(string definition) => jobs.Answer($"estimate {id}", jobs.PendingEstimates-- > 0 ? null : new ScoringEstimate
        {
            Version = 3, Rows = 7, IsExact = true, Slices = 1, Bytes = 0, BatchRows = 64, SampleRows = 7, SampleDeadRows = 0, RowsPerSecond = 100,
        });

        public async Task<ScoringStatus> Cancel(string reason) => jobs.Answer($"cancel {id} {reason}", Status());

        public async Task<ScoringStatus> Resume() => jobs.Answer($"resume {id}", Status());

        public Task<bool> Ensure() => throw new NotSupportedException();

        public Task<string?> GiveUp() => throw new NotSupportedException();

        public Task<bool> AddPlan(ScoringPlanPart plan) => throw new NotSupportedException();

        public Task<ScoringOrder> Report(ScoringReport report) => throw new NotSupportedException();

        private ScoringStatus Status() => new() { Job = id, Model = "m", Version = 1, State = ScoringState.Running };
    }
}
