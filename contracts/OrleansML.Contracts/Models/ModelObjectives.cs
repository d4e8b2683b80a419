namespace OrleansML.Models;

/// <summary>
/// Service level objectives of a model (<c>slo</c> in its manifest): what share of requests is to be answered, and how fast. The periods over which
/// they are watched are the platform's.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelObjectives")]
public sealed record ModelObjectives
{
    /// <summary>
    /// Share of requests to be answered, 0.5 to 0.99999. Requests that the caller spoiled or gave up do not count. Null when there is no such
    /// objective.
    /// </summary>
    [Id(0)]
    public double? Availability { get; init; }

    /// <summary>Time within which answers are to leave the silo, features included, 1 ms to 1 h; null when there is no such objective.</summary>
    [Id(1)]
    public TimeSpan? Latency { get; init; }

    /// <summary>Share of answers that are to keep <see cref="Latency"/>, 0.5 to 0.99999. Default 0.99.</summary>
    [Id(2)]
    public double LatencyShare { get; init; } = 0.99;
}
