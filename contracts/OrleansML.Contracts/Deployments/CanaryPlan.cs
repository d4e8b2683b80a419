namespace OrleansML.Deployments;

/// <summary>A version on its way to become champion, step by step.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.CanaryPlan")]
public sealed record CanaryPlan
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Its share in percent in each step, growing, the last 100.</summary>
    [Id(1)]
    public required int[] Steps { get; init; }

    /// <summary>How long each step lasts at least.</summary>
    [Id(2)]
    public required TimeSpan Bake { get; init; }

    /// <summary>When it counts as worse than the champion.</summary>
    [Id(3)]
    public required CanaryLimits Limits { get; init; }

    /// <summary>Index of the step that is on.</summary>
    [Id(4)]
    public int Step { get; init; }

    /// <summary>When that step began.</summary>
    [Id(5)]
    public required DateTimeOffset StepStartedAt { get; init; }

    /// <summary>The champion's figures of the last step in which it answered enough, for those in which it does not; null before.</summary>
    [Id(6)]
    public VersionFigures? Baseline { get; init; }

    /// <summary>Digest of the record that speaks for the version; null when none was given.</summary>
    [Id(7)]
    public string? Evidence { get; init; }
}
