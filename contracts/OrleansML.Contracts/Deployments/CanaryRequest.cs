namespace OrleansML.Deployments;

/// <summary>Asks for a canary.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.CanaryRequest")]
public sealed record CanaryRequest
{
    /// <summary>The version that is to become champion.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Its share in percent in each step: 1 to 20 numbers from 1 to 100, growing; a last step of 100 is added where it lacks.</summary>
    [Id(1)]
    public int[] Steps { get; init; } = [5, 25, 50, 100];

    /// <summary>How long each step lasts at least, 1 s to 7 days. Default 10 min.</summary>
    [Id(2)]
    public TimeSpan Bake { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When it counts as worse than the champion.</summary>
    [Id(3)]
    public CanaryLimits Limits { get; init; } = new();
}
