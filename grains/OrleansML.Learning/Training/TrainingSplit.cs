namespace OrleansML.Learning.Training;

/// <summary>
/// Which rows a model learns from, which decide when to stop (validation), and which it is judged on (test). A row is in one of them, and the same
/// row is always in the same.
/// </summary>
public sealed record TrainingSplit
{
    /// <summary>What decides.</summary>
    public required SplitKind Kind { get; init; }

    /// <summary>With <see cref="SplitKind.Time"/>: rows from here on are for validation.</summary>
    public DateTimeOffset ValidationFrom { get; init; }

    /// <summary>With <see cref="SplitKind.Time"/>: rows from here on are for the test.</summary>
    public DateTimeOffset TestFrom { get; init; }

    /// <summary>With <see cref="SplitKind.Time"/>: rows from here on are left out; null: none are.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>With <see cref="SplitKind.Hash"/>: the columns whose values decide, so that all rows of one customer go the same way.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>With <see cref="SplitKind.Hash"/>: share of keys for validation, above 0 and below 1.</summary>
    public double ValidationShare { get; init; }

    /// <summary>With <see cref="SplitKind.Hash"/>: share of keys for the test, above 0 and below 1.</summary>
    public double TestShare { get; init; }

    /// <summary>With <see cref="SplitKind.Column"/>: the column that says <c>train</c>, <c>validation</c> or <c>test</c>.</summary>
    public string? Column { get; init; }
}
