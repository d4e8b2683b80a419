namespace OrleansML.Learning.Pipelines;

/// <summary>What the placeholders of a run stand for.</summary>
/// <param name="run">The run.</param>
/// <param name="runId">Id of the run.</param>
/// <param name="outputs">Outputs of the steps that succeeded, by name.</param>
internal sealed class TemplateValues(LogicalRun run, string runId, IReadOnlyDictionary<string, string> outputs)
{
    /// <summary>The value of a name, instants as ISO 8601 in UTC.</summary>
    /// <exception cref="KeyNotFoundException">The step has no output, or the name is none that definitions allow.</exception>
    public string this[string name] => name switch
    {
        TemplateNames.IntervalStart => Instant.Text(run.Start),
        TemplateNames.IntervalEnd => Instant.Text(run.End),
        TemplateNames.RunId => runId,
        TemplateNames.RunKey => run.Key,
        _ when TemplateText.IsStepOutput(name, out var step) && outputs.TryGetValue(step, out var output) => output,
        _ => throw new KeyNotFoundException($"'${{{name}}}' has no value in run '{run.Key}'; steps with an output are: {string.Join(", ", outputs.Keys)}."),
    };
}
