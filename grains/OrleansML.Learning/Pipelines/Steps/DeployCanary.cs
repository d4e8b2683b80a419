namespace OrleansML.Learning.Pipelines;

/// <summary>How the share of traffic of a new version grows.</summary>
/// <param name="Steps">Shares in percent, rising, the last 100; default 5, 25, 50, 100.</param>
/// <param name="Bake">How long each share is watched, from 1 second to 7 days; default 10 minutes.</param>
/// <param name="LatencyMargin">How much longer than the champion it may always take, up to 1 hour; default 10 milliseconds.</param>
public sealed record DeployCanary(IReadOnlyList<int> Steps, TimeSpan Bake, TimeSpan LatencyMargin);
