namespace OrleansML.Learning.Monitoring;

/// <summary>How many columns drifted.</summary>
/// <param name="Drifted">Columns that did.</param>
/// <param name="Judged">Columns of which it can be said.</param>
/// <param name="NotJudged">Columns of which it cannot.</param>
public readonly record struct DriftedColumns(int Drifted, int Judged, int NotJudged)
{
    /// <summary>Share of those that can be judged; NaN where there is none.</summary>
    public double Share => (double)Drifted / Judged;

    /// <summary>Counts.</summary>
    /// <param name="columns">One result for each column.</param>
    public static DriftedColumns Of(IReadOnlyCollection<DriftResult> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var judged = columns.Count(static column => column.IsDrift is not null);
        return new DriftedColumns(columns.Count(static column => column.IsDrift == true), judged, columns.Count - judged);
    }
}
