using OrleansML.Learning.Monitoring;

namespace OrleansML.LearningTests.Monitoring;

/// <summary>Data that several vectors share, and short ways to compare.</summary>
internal static class DriftSamples
{
    // Of Evidently's tests/stattests/test_stattests.py: counts of the numbers 1 to 6.
    public static readonly CategoricalSample DiceReference = Counts(16, 18, 16, 14, 12, 12);
    public static readonly CategoricalSample DiceCurrent = Counts(16, 16, 16, 16, 16, 8);

    public static readonly double[] Ten = [38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58];
    public static readonly double[] Forty = [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8];

    public static double[] Range(int first, int end) => [.. Enumerable.Range(first, end - first).Select(static value => (double)value)];

    public static CategoricalSample Counts(params long[] counts) =>
        CategoricalSample.Of(counts.Select(static (count, index) => KeyValuePair.Create($"{index + 1}", count)));

    public static CategoricalSample Letters(string text) => CategoricalSample.Of(text.Select(static letter => (string?)letter.ToString()));

    public static DriftResult Compare(DriftMetric metric, DriftProfile profile, double[] reference, double[] current, DriftLimits? limits = null) =>
        DriftTest.Compare(metric, profile, NumericSample.Of(reference), NumericSample.Of(current), limits);
}
