using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Describes columns and says how far they lie from a baseline; by our definitions, whatever alarms go by.</summary>
internal static class ColumnReports
{
    private const string Psi = "psi";

    private static readonly (string Name, DriftMetric Metric)[] OfNumbers =
    [
        (Psi, DriftMetric.PopulationStabilityIndex), ("jensen_shannon", DriftMetric.JensenShannon), ("hellinger", DriftMetric.Hellinger),
        ("kolmogorov_smirnov", DriftMetric.KolmogorovSmirnov), ("wasserstein", DriftMetric.Wasserstein),
    ];

    private static readonly (string Name, DriftMetric Metric)[] OfCategories =
    [
        (Psi, DriftMetric.PopulationStabilityIndex), ("jensen_shannon", DriftMetric.JensenShannon), ("hellinger", DriftMetric.Hellinger), ("chi_square", DriftMetric.ChiSquare),
    ];

    /// <summary>All columns, largest drift first, then by name.</summary>
    public static MonitorColumn[] Of(IReadOnlyDictionary<string, ColumnWindow> columns, bool isOutput, QueryBaseline baseline) =>
    [
        .. columns.Select(column => Of(column.Key, column.Value, baseline.ColumnOf(column.Key, isOutput), baseline.Reason))
            .OrderByDescending(static column => column.Drift.FirstOrDefault()?.Value ?? -1).ThenBy(static column => column.Name, StringComparer.Ordinal),
    ];

    /// <summary>The column that lies farthest from the baseline, by the population stability index; null where that cannot be said of any.</summary>
    public static (string Column, double Psi)? Worst(SegmentWindow window, QueryBaseline baseline)
    {
        (string Column, double Psi)? worst = null;
        foreach (var (name, column) in window.Inputs.OrderBy(static column => column.Key, StringComparer.Ordinal))
        {
            var drift = DriftOf(Psi, DriftMetric.PopulationStabilityIndex, column, baseline.ColumnOf(name, isOutput: false), baseline.Reason);
            if (drift.Value is { } value && (worst is null || value > worst.Value.Psi))
                worst = (name, value);
        }

        return worst;
    }

    private static MonitorColumn Of(string name, ColumnWindow window, ColumnBaseline? baseline, string? reason)
    {
        var (moments, isNumeric) = (window.Moments, window.Shape.IsNumeric);
        var sketch = isNumeric && window.Values > 0 ? window.Sketch : null;
        return new MonitorColumn
        {
            Name = name,
            Kind = isNumeric ? "number" : "category",
            Rows = window.Rows,
            Missing = Share(window.Missing, window.Rows),
            TypeErrors = Share(window.TypeErrors, window.Rows),
            OutOfRange = isNumeric ? Share(window.OutOfRange, window.Values) : null,
            Unseen = isNumeric || window.Shape.Categories.Count == 0 ? null : Share(window.Unseen, window.Values),
            Distinct = window.Distinct,
            Mean = sketch is null ? null : moments.Mean,
            Deviation = sketch is null ? null : Math.Sqrt(moments.Variance),
            Minimum = sketch is null ? null : moments.Minimum,
            LowerQuartile = sketch?.Quantile(0.25),
            Median = sketch?.Quantile(0.5),
            UpperQuartile = sketch?.Quantile(0.75),
            Maximum = sketch is null ? null : moments.Maximum,
            Drift = Array.ConvertAll(isNumeric ? OfNumbers : OfCategories, metric => DriftOf(metric.Name, metric.Metric, window, baseline, reason)),
            Distribution = Distributions.Of(window, baseline),
            Reason = window.Values == 0 ? $"None of {window.Rows} rows has a value of the right type." : null,
        };
    }

    private static MonitorDrift DriftOf(string name, DriftMetric metric, ColumnWindow window, ColumnBaseline? baseline, string? reason)
    {
        if (baseline is null)
            return new MonitorDrift { Metric = name, Reason = reason ?? "The baseline has no such column." };

        try
        {
            var result = baseline.Compare(metric, window);
            return new MonitorDrift
            {
                Metric = name,
                Value = Finite(result.Value),
                ErrorBound = result.ErrorBound,
                PValue = Finite(result.PValue),
                IsDrift = result.IsDrift,
                Reason = result.Reason,
            };
        }
        catch (ArgumentException)
        {
            return new MonitorDrift { Metric = name, Reason = "The baseline has other bins, categories or another kind of values: it comes from another version or definition." };
        }
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
