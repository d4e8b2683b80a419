using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a baseline has of a column; one of these.</summary>
internal sealed record ColumnBaseline(ColumnWindow? Window = null, NumericProfile? Numbers = null, CategoricalProfile? Categories = null)
{
    /// <summary>Compares by our definitions.</summary>
    /// <exception cref="ArgumentException">Bins, categories or kinds differ.</exception>
    public DriftResult Compare(DriftMetric metric, ColumnWindow current) =>
        Numbers is not null ? ColumnComparison.Compare(metric, Numbers, [current])
        : Categories is not null ? ColumnComparison.Compare(metric, Categories, [current])
        : ColumnComparison.Compare(metric, [Window!], [current]);

    /// <summary>Compares by several of our definitions.</summary>
    /// <exception cref="ArgumentException">Bins, categories or kinds differ.</exception>
    public DriftResult[] CompareAll(IReadOnlyCollection<DriftMetric> metrics, ColumnWindow current) =>
        Window is not null ? ColumnComparison.CompareAll(metrics, Window, current) : [.. metrics.Select(metric => Compare(metric, current))];
}
