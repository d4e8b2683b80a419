namespace OrleansML.Learning.Monitoring;

/// <summary>What an alarm rests on. Numbers that there are none of are null.</summary>
internal sealed record AlarmEvidence
{
    /// <summary>Most columns and most segments that are named.</summary>
    public const int MostNamed = 10;

    /// <summary>What was measured.</summary>
    public required string Metric { get; init; }

    /// <summary>The number; of several columns that of the first.</summary>
    public required double Value { get; init; }

    /// <summary>What it was compared with.</summary>
    public double? Limit { get; init; }

    /// <summary>Its p-value, corrected for many.</summary>
    public double? PValue { get; init; }

    /// <summary>The number of the baseline.</summary>
    public double? Baseline { get; init; }

    /// <summary>Rows that it rests on.</summary>
    public required long Rows { get; init; }

    /// <summary>Start of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the window, exclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The columns that changed most, by their share in the change of all; empty where the rule looks at none.</summary>
    public IReadOnlyList<ChangeShare> Columns { get; init; } = [];

    /// <summary>Of the whole: the segments that explain most, rows times difference, by their share among all values of the same columns.</summary>
    public IReadOnlyList<ChangeShare> Segments { get; init; } = [];
}
