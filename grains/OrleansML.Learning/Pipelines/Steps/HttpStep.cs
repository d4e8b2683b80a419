namespace OrleansML.Learning.Pipelines;

/// <summary>Calls an HTTP service. Its output is the body of the reply.</summary>
/// <param name="Url">Where to, http or https.</param>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE; default POST.</param>
/// <param name="Headers">Headers, with secrets by reference.</param>
/// <param name="Body">The body; null: none.</param>
/// <param name="Expected">Status codes of success; empty: 200 to 299.</param>
public sealed record HttpStep(string Url, string Method, IReadOnlyDictionary<string, string> Headers, string? Body, IReadOnlyList<int> Expected) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.Http;
}
