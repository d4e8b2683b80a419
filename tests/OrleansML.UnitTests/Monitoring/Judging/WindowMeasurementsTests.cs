using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.UnitTests.Monitoring.Judging;

public sealed class WindowMeasurementsTests
{
    private static readonly ColumnShape Amount = ColumnShape.OfNumbers([10], minimum: 0, maximum: 20);
    private static readonly ColumnShape Country = ColumnShape.OfCategories(["DE", "FR"]);
    private static readonly MonitorDefinition Definition = MonitorDefinitionReader.Read("""
        model: m
        baseline: previous
        segments: [country]
        label: { column: fare, task: regression }
        rules:
          drift: { metric: psi, at: 0.1, columns: [amount] }
          outputs: { kind: prediction_drift, metric: psi, at: 0.1 }
          labels: { kind: label_drift, metric: wasserstein, at: 0.1 }
          missing: { metric: null_share, at: 0.05, relative: 2, columns: [amount] }
          errors: { metric: rmse, at: 5 }
          slow: { kind: latency, quantile: 0.5, at: 50ms }
          failing: { kind: error_share, at: 0.01, relative: 2 }
          silent: { kind: rows, at_least: 1, relative: 0.5, segments: [all] }
        """);

    [Fact]
    public void Of_TheWholeAgainstWindows_MeasuresEveryRule()
    {
        var now = new SegmentData(Window(rows: 4, missing: 1, milliseconds: 8, failed: 1), Performance(error: 2), ["country=DE"]);
        var before = new SegmentData(Window(rows: 10, missing: 0, milliseconds: 2, failed: 0), Performance(error: 1), []);

        var measured = new WindowMeasurements(Definition).Of("all", now, SegmentBaseline.Of(before)).ToDictionary(static one => one.Rule);

        Assert.Equal(["drift", "errors", "failing", "labels", "missing", "outputs", "silent", "slow"], measured.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("amount", 5), (measured["drift"].Column, measured["drift"].Rows));
        Assert.Equal("score", measured["outputs"].Column);
        Assert.Equal("fare", measured["labels"].Column);
        Assert.Equal((0.2, 0), (measured["missing"].Value, measured["missing"].Baseline));
        Assert.Equal((2, 1, 3), (measured["errors"].Value, measured["errors"].Baseline, measured["errors"].Rows));
        Assert.Equal(0.008, measured["slow"].Value, 0.008 / 64);
        Assert.Equal(0.002, measured["slow"].Baseline!.Value, 0.002 / 64);
        Assert.Equal((1.0 / 6, 0, 6), (measured["failing"].Value, measured["failing"].Baseline, measured["failing"].Rows));
        Assert.Equal((5, 10), (measured["silent"].Value, measured["silent"].Baseline));
    }

    [Fact]
    public void Of_ASegment_HasNoFailuresAndNoRulesOfTheWholeOnly()
    {
        var measurements = new WindowMeasurements(Definition);

        var measured = measurements.Of("country=DE", new SegmentData(Window(4, 0, 8, 0), null, []), new SegmentBaseline { Reason = "No." }).ToDictionary(static one => one.Rule);

        Assert.Equal(["drift", "missing", "outputs", "slow"], measured.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((double.NaN, "No."), (measured["drift"].Value, measured["drift"].Reason));
        Assert.True(measurements.LooksAt("country=DE"));
    }

    [Fact]
    public void Of_AnEmptyWindow_HasItsRowsOnly()
    {
        var measured = new WindowMeasurements(Definition).Of("all", new SegmentData(new SegmentWindow(), null, []), new SegmentBaseline()).Where(static one => double.IsFinite(one.Value));

        Assert.Equal(("silent", 0, 0), (measured.Single().Rule, measured.Single().Value, measured.Single().Rows));
    }

    [Fact]
    public void Of_Training_ComparesSharedBinsAndSaysWhyOtherwise()
    {
        var profile = new ReferenceProfile
        {
            InputRows = 100, PredictionRows = 100,
            Numeric = new Dictionary<string, NumericProfile> { ["amount"] = Profile([10], [50, 50], missing: 25) },
            Categorical = new Dictionary<string, CategoricalProfile>(),
            Predictions = new Dictionary<string, NumericProfile> { ["score"] = Profile([3], [50, 50], missing: 0) },
            Segments = new Dictionary<string, SegmentProfile> { ["country"] = new([], 0) { Distributions = [Distribution("FR", [10, 30], missing: 10)] } },
        };
        var now = new SegmentData(Window(40, 10, 8, 1), Performance(error: 2), []);
        var metrics = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["all"] = new Dictionary<string, double> { ["rmse"] = 1.5 } };
        var measurements = new WindowMeasurements(Definition);

        var measured = measurements.Of("all", now, SegmentBaseline.Of(profile, metrics, 3, "all")).ToDictionary(static one => one.Rule);

        // Of the window 30 of 50 are at most 10, 10 are more, 10 are missing; of the training 50, 50 and 25 of 125: all shares are exact fifths.
        Assert.Equal((0.2 * Math.Log(0.6 / 0.4)) + (-0.2 * Math.Log(0.2 / 0.4)), measured["drift"].Value, 1e-12);
        Assert.Equal("It was counted in other bins than those of the training data.", measured["outputs"].Reason);
        Assert.Equal("The training profile has no labels.", measured["labels"].Reason);
        Assert.Equal((0.2, 0.2), (measured["missing"].Value, measured["missing"].Baseline));
        Assert.Equal((2, 1.5), (measured["errors"].Value, measured["errors"].Baseline));
        Assert.Null(measured["failing"].Baseline);
        Assert.Equal(
            "The package of version 3 does not tell how this segment was in training.",
            measurements.Of("country=DE", now, SegmentBaseline.Of(profile, metrics, 3, "country=DE")).First(static one => one.Rule == "drift").Reason);

        // All amounts of one country: 10, 30 and 10 of 50 against 30, 10 and 10 of 50.
        var french = measurements.Of("country=FR", now, SegmentBaseline.Of(profile, metrics, 3, "country=FR")).First(static one => one.Rule == "drift");
        Assert.Equal("country=FR", french.Segment);
        Assert.Equal(0.8 * Math.Log(3), french.Value, 1e-12);
        Assert.Equal(
            "The package of version 3 does not tell what it was trained on.",
            measurements.Of("all", now, SegmentBaseline.Of(null, metrics, 3, "all")).First(static one => one.Rule == "drift").Reason);
    }

    private static SegmentDistribution Distribution(string value, long[] counts, long missing) => new()
    {
        Value = value, InputRows = 50, PredictionRows = 0, Categorical = new Dictionary<string, SegmentCategories>(), Predictions = new Dictionary<string, SegmentNumbers>(),
        Numeric = new Dictionary<string, SegmentNumbers> { ["amount"] = new(counts, missing, 10, 5, 0, 20) },
    };

    private static NumericProfile Profile(double[] edges, long[] counts, long missing) => new()
    {
        Count = counts.Sum(), Missing = missing, Mean = 10, Deviation = 5, Minimum = 0, Maximum = 20, Quantiles = edges, Histogram = new NumericHistogram(edges, counts),
    };

    // Three quarters of the amounts are 5, the others 15.
    private static SegmentWindow Window(int rows, int missing, int milliseconds, int failed)
    {
        var window = new SegmentWindow();
        var (amount, country, score) = (window.ColumnOf("amount", false, Amount)!, window.ColumnOf("country", false, Country)!, window.ColumnOf("score", true, Amount)!);
        for (var row = 0; row < rows + missing; row++)
        {
            window.AddAnswered(1, TimeSpan.FromMilliseconds(milliseconds));
            amount.Add(row >= rows ? double.NaN : row % 4 == 3 ? 15 : 5);
            country.Add("DE");
            score.Add(row);
        }

        for (var request = 0; request < failed; request++)
            window.AddFailed();
        return window;
    }

    private static PerformanceWindow Performance(double error)
    {
        var window = new PerformanceWindow(EvaluationTask.Regression, []);
        foreach (var actual in new[] { 1.0, 5, 9 })
            window.Add(actual + error, actual);
        return window;
    }
}
