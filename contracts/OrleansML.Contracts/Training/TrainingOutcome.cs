namespace OrleansML.Training;

/// <summary>What came of a training run.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingOutcome")]
public sealed record TrainingOutcome
{
    /// <summary>Whether the gate let it pass.</summary>
    [Id(0)]
    public required bool Passed { get; init; }

    /// <summary>One sentence for each reason against it; empty when it passed.</summary>
    [Id(1)]
    public required string[] Reasons { get; init; }

    /// <summary>SHA-256 of the record of the gate, in lower-case hexadecimal.</summary>
    [Id(2)]
    public required string GateRecord { get; init; }

    /// <summary>SHA-256 of the package, in lower-case hexadecimal.</summary>
    [Id(3)]
    public required string Package { get; init; }

    /// <summary>The version that it became; null when the gate refused it.</summary>
    [Id(4)]
    public int? Version { get; init; }

    /// <summary>The version that it was compared with; null when there was no champion.</summary>
    [Id(5)]
    public int? Champion { get; init; }

    /// <summary>Metrics on the test rows.</summary>
    [Id(6)]
    public required TrainingMetric[] Metrics { get; init; }
}
