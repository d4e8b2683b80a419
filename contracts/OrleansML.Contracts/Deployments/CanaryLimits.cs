namespace OrleansML.Deployments;

/// <summary>When a canary is worse than the champion. Checked every second, over the requests of the step so far.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.CanaryLimits")]
public sealed record CanaryLimits
{
    /// <summary>
    /// Requests to the canary below which nothing is decided, 0 or more. A step also lasts until it has seen as many, however long it has
    /// been baking: no evidence is no reason to go on. Default 50.
    /// </summary>
    [Id(0)]
    public int MinimumRequests { get; init; } = 50;

    /// <summary>Failed requests of the canary below which its errors are taken for chance, 1 or more. Default 3.</summary>
    [Id(1)]
    public int MinimumFailures { get; init; } = 3;

    /// <summary>How far its share of failed requests may lie above the champion's, 0 to 1. Default 0.01.</summary>
    [Id(2)]
    public double ErrorMargin { get; init; } = 0.01;

    /// <summary>
    /// Which quantile of the latency is compared, 0.5 to 0.999. Default 0.95: with the default 50 requests it takes three slow ones, where one
    /// pause of a processor would decide about a 0.99.
    /// </summary>
    [Id(3)]
    public double LatencyQuantile { get; init; } = 0.95;

    /// <summary>How many times the champion's latency it may take, 1 or more. Default 2.</summary>
    [Id(4)]
    public double LatencyRatio { get; init; } = 2;

    /// <summary>How much longer than the champion it may take whatever the ratio, 0 to 1 hour. Default 10 ms.</summary>
    [Id(5)]
    public TimeSpan LatencyMargin { get; init; } = TimeSpan.FromMilliseconds(10);
}
