using OrleansML.Gateway.Api;

namespace OrleansML.Cli.Quickstart;

/// <summary>Everything that the quickstart saw.</summary>
internal sealed record QuickstartReport
{
    public required Uri Url { get; init; }

    public required string Model { get; init; }

    public required ModelVersionInfo Version { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }

    public required Workload Workload { get; init; }

    public required IReadOnlyList<WayInResult> Results { get; init; }

    public required IReadOnlyList<QuickstartCheck> Checks { get; init; }

    /// <summary>The part that is written as JSON: no requests and no answers.</summary>
    public QuickstartSummary Summarize() => new(
        Url,
        Model,
        Version,
        [.. Results.Select(result => new WayInSummary(
            result.Name,
            result.Answers.Count,
            result.PredictionsPerSecond,
            result.Percentile(0.5).TotalMilliseconds,
            result.Percentile(0.99).TotalMilliseconds))],
        Checks);
}
