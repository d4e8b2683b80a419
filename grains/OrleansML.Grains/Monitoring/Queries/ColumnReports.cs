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

    private static readonly (string Name, DriftMetric Metric)[] OnlyPsi = [(Psi, DriftMetric.PopulationStabilityIndex)];

    /// <summary>All columns, largest drift first, then by name.</summary>
    public static MonitorColumn[] Of(IReadOnlyDictionary<string, ColumnWindow> columns, bool isOutput, QueryBaseline baseline) =>
    [
        .. columns.AsParallel().AsOrdered().Select(column => Of(column.Key, column.Value, baseline.ColumnOf(column.Key, isOutput), baseline.Reason))
            .OrderByDescending(static column => column.Drift.FirstOrDefault()?.Value ?? -1).ThenBy(static column => column.Name, StringComparer.Ordinal),
    ];

    /// <summary>The column that lies farthest from the baseline, by the population stability index; null where that cannot be said of any.</summary>
    public static (string Column, double Psi)? Worst(SegmentWindow window, QueryBaseline baseline)
    {
        (string Column, double Psi)? worst = null;
        foreach (var (name, column) in window.Inputs.OrderBy(static column => column.Key, StringComparer.Ordinal))
        {
            var drift = DriftsOf(OnlyPsi, column, baseline.ColumnOf(name, isOutput: false), baseline.Reason)[0];
            if (drift.Value is { } value && (worst is null || value > worst.Value.Psi))
                worst = (name, value);
        }

        return worst;
    }

    private static MonitorColumn Of(string name, ColumnWindow window, ColumnBaseline? baseline, string? reason)
    {
        var (moments, isNumeric) = (window.Moments, window.Shape.IsNumeric);
        var quartiles = isNumeric && window.Values > 0 ? window.Sketch.Quantiles(0.25, 0.5, 0.75) : null;
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
            Mean = quartiles is null ? null : moments.Mean,
            Deviation = quartiles is null ? null : Math.Sqrt(moments.Variance),
            Minimum = quartiles is null ? null : moments.Minimum,
            LowerQuartile = quartiles?[0],
            Median = quartiles?[1],
            UpperQuartile = quartiles?[2],
            Maximum = quartiles is null ? null : moments.Maximum,
            Drift = DriftsOf(isNumeric ? OfNumbers : OfCategories, window, baseline, reason),
            Distribution = Distributions.Of(window, baseline),
            Reason = window.Values == 0 ? $"None of {window.Rows} rows has a value of the right type." : null,
        };
    }

    private static MonitorDrift[] DriftsOf((string Name, DriftMetric Metric)[] metrics, ColumnWindow window, ColumnBaseline? baseline, string? reason)
    {
        if (baseline is null)
            return NotSaid(metrics, reason ?? "The baseline has no such column.");

        try
        {
            var results = baseline.CompareAll([.. metrics.Select(static metric => metric.Metric)], window);
            return [.. metrics.Zip(results, static (metric, result) => Of(metric.Name, result))];
        }
        catch (ArgumentException)
        {
            return NotSaid(metrics, "The baseline has other bins, categories or another kind of values: it comes from another version or definition.");
        }
    }

    private static MonitorDrift Of(string name, DriftResult result) => new()
    {
        Metric = name,
        Value = Finite(result.Value),
        ErrorBound = result.ErrorBound,
        PValue = Finite(result.PValue),
        IsDrift = result.IsDrift,
        Reason = result.Reason,
    };

    private static MonitorDrift[] NotSaid((string Name, DriftMetric Metric)[] metrics, string reason) =>
        Array.ConvertAll(metrics, metric => new MonitorDrift { Metric = metric.Name, Reason = reason });

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
