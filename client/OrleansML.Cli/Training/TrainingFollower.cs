using OrleansML.Cli.Runs;
using OrleansML.Gateway.Training;

namespace OrleansML.Cli.Training;

/// <summary>Follows training runs; a line is worth each epoch.</summary>
internal sealed class TrainingFollower(TrainingCalls calls, Output output) : RunFollower<TrainingRunInfo>(output, "train", "Training run", "run")
{
    protected override string IdOf(TrainingRunInfo run) => run.Run;

    protected override string StateOf(TrainingRunInfo run) => run.State;

    protected override Task<TrainingRunInfo> GetAsync(string id, CancellationToken cancellationToken) => calls.GetAsync(id, cancellationToken);

    protected override string ShareOf(TrainingRunInfo run) => TrainingViews.Share(run);

    protected override string LineOf(TrainingRunInfo run) => TrainingViews.Line(run);

    protected override string EventOf(TrainingRunInfo run) => $"{TrainingViews.PhaseOf(run)} {run.Members.Count} {run.Reason}";

    protected override long ProgressOf(TrainingRunInfo run) => run.Epoch;
}
