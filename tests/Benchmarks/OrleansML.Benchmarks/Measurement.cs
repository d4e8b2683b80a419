namespace OrleansML.Benchmarks;

/// <summary>One row of a benchmark.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Baseline">The floor's or peer's figure in the same run; null when there is none.</param>
/// <param name="Ratio">Value over baseline; null without a baseline.</param>
/// <param name="Budget">What is promised, in words; empty when nothing is.</param>
/// <param name="Met">Whether the promise holds; null when nothing is promised.</param>
internal sealed record Measurement(string Name, double Value, string Unit, double? Baseline = null, double? Ratio = null, string Budget = "", bool? Met = null)
{
    public static Measurement Beside(string name, double value, string unit, double baseline, string budget = "", Func<double, double, bool>? met = null) =>
        new(name, value, unit, baseline, value / baseline, budget, met?.Invoke(value, baseline));

    /// <summary>The middle one of several figures; of an even number the larger of the two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
