using OrleansML.Deployments;

namespace OrleansML.Gateway.Deployments;

/// <summary>A version on its way to become champion.</summary>
public sealed record CanaryInfo
{
    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Its share in percent in each step.</summary>
    public required int[] Steps { get; init; }

    /// <summary>Number of the step that is on, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>When that step began.</summary>
    public required DateTimeOffset StepStartedAt { get; init; }

    /// <summary>How long each step lasts at least, in seconds.</summary>
    public required double BakeSeconds { get; init; }

    /// <summary>What it waits for, or what goes against it.</summary>
    public required string State { get; init; }

    /// <summary>Digest of the record that speaks for it.</summary>
    public string? Evidence { get; init; }

    /// <summary>Converts what the deployment knows.</summary>
    public static CanaryInfo From(CanaryPlan plan, string state) => new()
    {
        Version = plan.Version,
        Steps = plan.Steps,
        Step = plan.Step + 1,
        StepStartedAt = plan.StepStartedAt,
        BakeSeconds = plan.Bake.TotalSeconds,
        State = state,
        Evidence = plan.Evidence,
    };
}
