namespace OrleansML.Learning.Training;

/// <summary>Where the rows of a training come from, and what their columns mean.</summary>
public sealed record TrainingData
{
    /// <summary>A file, or files by a pattern such as <c>/data/trips-*.csv.gz</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What the files are.</summary>
    public required TrainingFormat Format { get; init; }

    /// <summary>A condition in SQL that rows must meet; null: all are taken.</summary>
    public string? Where { get; init; }

    /// <summary>The column of what is to be predicted.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// The classes in the order of the model's output, as texts of the label column; of two, the second is the one whose probability is predicted.
    /// Empty with regression.
    /// </summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>A column of how much a row counts, 0 or more; null: 1 each.</summary>
    public string? Weight { get; init; }

    /// <summary>Whether each class counts as much as any other, however rare it is.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>Columns that quality is looked at by, one value at a time.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    /// <summary>The column of when a row happened; null when none is needed.</summary>
    public string? Time { get; init; }
}
