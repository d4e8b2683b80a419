namespace OrleansML.Learning.Pipelines;

/// <summary>Runs an SQL statement. Its output is the first value of the result, or empty.</summary>
/// <param name="Engine">Which database runs it.</param>
/// <param name="Connection">The connection string, with secrets by reference; null with DuckDB: in memory.</param>
/// <param name="Statement">The statement; placeholders are bound as parameters, see <see cref="TemplateText.Parameterise"/>.</param>
public sealed record SqlStep(SqlEngine Engine, string? Connection, string Statement) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.Sql;
}
