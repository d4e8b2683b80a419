using OrleansML.Cli.Runs;
using OrleansML.Gateway.Scoring;

namespace OrleansML.Cli.Scoring;

/// <summary>Follows scoring jobs.</summary>
internal sealed class ScoringFollower(ScoringCalls calls, Output output) : RunFollower<ScoringJobInfo>(output, "score", "Scoring job", "job")
{
    protected override string IdOf(ScoringJobInfo run) => run.Job;

    protected override string StateOf(ScoringJobInfo run) => run.State;

    protected override Task<ScoringJobInfo> GetAsync(string id, CancellationToken cancellationToken) => calls.GetAsync(id, cancellationToken);

    protected override string ShareOf(ScoringJobInfo run) => ScoringViews.Share(run);

    protected override string LineOf(ScoringJobInfo run) => ScoringViews.Line(run);

    protected override string EventOf(ScoringJobInfo run) => $"{run.State} {run.PlanComplete} {run.Workers.Count} {run.Reason}";

    protected override long ProgressOf(ScoringJobInfo run) => run.RowsDone;
}
