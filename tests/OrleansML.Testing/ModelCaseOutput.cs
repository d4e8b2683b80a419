namespace OrleansML.Testing;

/// <summary>Recorded elements of one output.</summary>
/// <param name="Output">Name of the output.</param>
/// <param name="Elements">The recorded elements in row-major order.</param>
/// <param name="Tolerance">Allowed absolute difference, beside the relative one that all recorded numbers are compared with.</param>
public sealed record ModelCaseOutput(string Output, double[] Elements, double Tolerance)
{
    /// <summary>What was recorded of the output's elements; all of them unless set.</summary>
    public Func<double[], double[]> Part { get; init; } = elements => elements;
}
