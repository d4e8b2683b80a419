using OrleansML.Data.Pipelines;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Runs SQL statements. What a statement does twice is up to it.</summary>
internal sealed class SqlStepRunner(SqlStepSession session) : IStepRunner
{
    public StepKind Kind => StepKind.Sql;

    public Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = context.Work<SqlStep>();
        return session.RunAsync(step with { Connection = step.Connection is null ? null : context.Expand(step.Connection) }, context.Value, cancellationToken);
    }
}
