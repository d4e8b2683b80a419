using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>What came of a run.</summary>
public sealed record TrainingOutcomeInfo
{
    /// <summary>Whether the gate let it pass.</summary>
    public required bool Passed { get; init; }

    /// <summary>One sentence for each reason against it; empty when it passed.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>SHA-256 of the record of the gate, 64 lower-case hexadecimal digits.</summary>
    public required string GateRecord { get; init; }

    /// <summary>SHA-256 of the package, 64 lower-case hexadecimal digits.</summary>
    public required string Package { get; init; }

    /// <summary>The version that it became; null when the gate refused it.</summary>
    public int? Version { get; init; }

    /// <summary>The version that it was compared with; null when there was no champion.</summary>
    public int? Champion { get; init; }

    /// <summary>Metrics on the test rows.</summary>
    public required IReadOnlyList<TrainingMetricInfo> Metrics { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingOutcomeInfo From(TrainingOutcome outcome) => new()
    {
        Passed = outcome.Passed,
        Reasons = outcome.Reasons,
        GateRecord = outcome.GateRecord,
        Package = outcome.Package,
        Version = outcome.Version,
        Champion = outcome.Champion,
        Metrics = Array.ConvertAll(outcome.Metrics, TrainingMetricInfo.From),
    };
}
