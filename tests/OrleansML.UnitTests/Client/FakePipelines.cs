using System.Reflection;
using OrleansML.Pipelines;

namespace OrleansML.UnitTests.Client;

/// <summary>A cluster of scripted pipelines; each call is written down as name, method and what tells a request from others.</summary>
public class FakePipelines : DispatchProxy
{
    /// <summary>Told the number of each call, from 1; an exception fails it.</summary>
    public Action<int> BeforeCall { get; set; } = static _ => { };

    public List<string> Calls { get; } = [];

    public static FakePipelines Create(out IGrainFactory factory)
    {
        factory = Create<IGrainFactory, FakePipelines>();
        return (FakePipelines)(object)factory;
    }

    internal T Answer<T>(string call, T answer)
    {
        Calls.Add(call);
        BeforeCall(Calls.Count);
        return answer;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IGrainFactory.GetGrain)
        ? targetMethod.GetGenericArguments()[0] == typeof(IPipelineCatalogGrain) ? new FakeCatalog(this) : new FakePipeline(this, (string)args![0]!)
        : throw new NotSupportedException(targetMethod.Name);

    private sealed class FakeCatalog(FakePipelines pipelines) : IPipelineCatalogGrain
    {
        public Task Add(string pipeline) => throw new NotSupportedException();

        public Task Remove(string pipeline) => throw new NotSupportedException();

        public async Task<string[]> List() => pipelines.Answer("list", new[] { "first", "gone", "last" });
    }

    private sealed class FakePipeline(FakePipelines pipelines, string name) : IPipelineGrain
    {
        public async Task<PipelineApplied> Apply(ApplyPipelineRequest request) =>
            pipelines.Answer($"apply {name} {request.Actor} {request.DryRun}", new PipelineApplied { Pipeline = name, Revision = 1, Changes = [] });

        public async Task<string> GetDefinition() => pipelines.Answer($"definition {name}", "name: n\n");

        public async Task<PipelineStatus> GetStatus() => name == "gone"
            ? throw new OrleansMLException(ErrorCode.PipelineNotFound, "There is no pipeline 'gone'.")
            : pipelines.Answer($"status {name}", Status());

        public async Task<PipelineRun> GetRun(string run) => pipelines.Answer($"run {name} {run}", Run());

        public async Task<PipelineDecision[]> GetDecisions(int most) => pipelines.Answer<PipelineDecision[]>($"decisions {name} {most}", []);

        public async Task<PipelineRun> Start(StartPipelineRequest request) =>
            pipelines.Answer($"start {name} {request.Operation} {request.At:u} {request.IntervalStart:u} {request.IntervalEnd:u}", Run());

        public async Task<PipelineStatus> Backfill(BackfillPipelineRequest request) => pipelines.Answer(
            $"backfill {name} {request.Operation} {request.At:u} {request.Trigger} {request.From:u} {request.Until:u} {request.Most}", Status());

        public async Task<PipelineStatus> EndBackfill() => pipelines.Answer($"end-backfill {name}", Status());

        public async Task<PipelineRun> Cancel(string run, string reason) => pipelines.Answer($"cancel {name} {run} {reason}", Run());

        public async Task<PipelineRun> Resume(string run) => pipelines.Answer($"resume {name} {run}", Run());

        public async Task<PipelineStatus> Pause(string reason) => pipelines.Answer($"pause {name} {reason}", Status());

        public async Task<PipelineStatus> Unpause() => pipelines.Answer($"unpause {name}", Status());

        public async Task Delete() => pipelines.Answer($"delete {name}", true);

        public Task<string[]> RaiseAlarm(PipelineAlarm alarm) => throw new NotSupportedException();

        public Task<bool> Ensure() => throw new NotSupportedException();

        public Task<PipelineAttempt[]> Beat(PipelineBeat beat) => throw new NotSupportedException();

        public Task Report(PipelineReport report) => throw new NotSupportedException();

        private PipelineStatus Status() => new() { Pipeline = name, Revision = 1, AppliedAt = DateTimeOffset.UnixEpoch };

        private static PipelineRun Run() => new()
        {
            Run = "r", Key = "hand/r", Trigger = "hand", IntervalStart = default, IntervalEnd = default, State = PipelineRunState.Running,
        };
    }
}
