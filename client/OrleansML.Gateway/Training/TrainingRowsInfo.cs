namespace OrleansML.Gateway.Training;

/// <summary>Rows that were gathered; 0 before.</summary>
public sealed record TrainingRowsInfo
{
    /// <summary>To learn from.</summary>
    public required long Train { get; init; }

    /// <summary>To decide when to stop.</summary>
    public required long Validation { get; init; }

    /// <summary>To be judged on.</summary>
    public required long Test { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingRowsInfo From(long[] rows) => new() { Train = rows[0], Validation = rows[1], Test = rows[2] };
}
