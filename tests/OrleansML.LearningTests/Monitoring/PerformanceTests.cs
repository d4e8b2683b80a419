using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Sketches;
using OrleansML.LearningTests.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class PerformanceTests
{
    [Fact]
    public void Confusion_PublishedVector_HasMetricsAndIntervals()
    {
        var counts = new ConfusionCounts();
        counts.Add(0, 0, 1);
        counts.Add(0, 1, 2);
        counts.Add(1, 0, 1);
        counts.Add(1, 1, 3);
        var metrics = ConfusionMetrics.Measure(counts);

        // The interval is that of scipy.stats.binomtest(4, 7).proportion_ci(method='wilson').
        Assert.Equal(4.0 / 7, metrics["accuracy"].Value, 1e-15);
        Assert.Equal(0.2504583645276572, metrics["accuracy"].Lower, 1e-9);
        Assert.Equal(0.8417801447485302, metrics["accuracy"].Upper, 1e-9);
        Assert.Equal((0.75, 4), (metrics["precision"].Value, metrics["precision"].Count));
        Assert.Equal((0.6, 5), (metrics["recall"].Value, metrics["recall"].Count));
        Assert.Equal((0.5, 2), (metrics["specificity"].Value, metrics["specificity"].Count));
        Assert.Equal(2.0 / 3, metrics["f1"].Value, 1e-15);
    }

    [Fact]
    public void Confusion_F1Interval_CoversAsOftenAsItSays()
    {
        // True shares 0.2 right alarms, 0.1 false ones, 0.1 missed: f1 is 2/3.
        var random = new Random(4);
        var covered = 0;
        for (var trial = 0; trial < 2000; trial++)
        {
            var counts = new ConfusionCounts();
            for (var row = 0; row < 400; row++)
            {
                var place = random.NextDouble();
                counts.Add(place < 0.3 ? 1 : 0, place < 0.2 || place >= 0.9 ? 1 : 0);
            }

            var f1 = ConfusionMetrics.Measure(counts)["f1"];
            covered += f1.Lower <= 2.0 / 3 && f1.Upper >= 2.0 / 3 ? 1 : 0;
        }

        // 95 % of 2,000, three standard deviations of 0.5 % either way.
        Assert.InRange(covered, 1870, 1930);
    }

    [Fact]
    public void Confusion_NothingToCount_SaysSo()
    {
        var counts = new ConfusionCounts();
        counts.Add(0, 0, 5);
        var metrics = ConfusionMetrics.Measure(counts);

        Assert.Equal(1, metrics["accuracy"].Value);
        Assert.Equal("There is nothing that precision counts.", metrics["precision"].Reason);
        Assert.Equal("There is nothing that f1 counts.", metrics["f1"].Reason);
        Assert.True(double.IsNaN(metrics["recall"].Value));
    }

    [Fact]
    public void Regression_HandCalculation_Agrees()
    {
        var errors = new RegressionErrors();
        errors.Add(3, 1);
        errors.Add(1, 4);
        errors.Add(3, 2);
        errors.Add(1, 0);
        var metrics = RegressionMetrics.Measure(errors);

        // Sizes 2, 3, 1, 1; the interval is that of scipy.stats.t.interval(.95, 3, loc=1.75, scale=sem).
        Assert.Equal(1.75, metrics["mae"].Value, 1e-12);
        Assert.Equal(0.2265198191709219, metrics["mae"].Lower, 1e-9);
        Assert.Equal(3.273480180829078, metrics["mae"].Upper, 1e-9);
        Assert.Equal(Math.Sqrt(15 / 4.0), metrics["rmse"].Value, 1e-12);
        Assert.Equal((2 + 0.75 + 0.5) / 3, metrics["mape"].Value, 1e-12);
        Assert.Equal(3, metrics["mape"].Count);
        Assert.Equal(0.25, metrics["bias"].Value, 1e-12);
        Assert.Equal(1 - (15 / 8.75), metrics["r2"].Value, 1e-12);
    }

    [Fact]
    public void Regression_ConstantTruth_CannotCompare()
    {
        var errors = new RegressionErrors();
        errors.Add(1, 2);
        Assert.Equal("r2 needs two predictions; there are 1.", RegressionMetrics.Measure(errors)["r2"].Reason);
        Assert.True(double.IsNaN(RegressionMetrics.Measure(errors)["mae"].Lower));

        errors.Add(1, 2);
        Assert.Equal("All 2 truths are the same; r2 compares with their spread.", RegressionMetrics.Measure(errors)["r2"].Reason);
    }

    [Fact]
    public void Classification_FewRows_EqualsTheExactMetrics()
    {
        // scikit-learn by hand: scores of positives 0.9, 0.4, of negatives 0.4, 0.1.
        var window = new ClassificationWindow();
        window.Add(0.9, true);
        window.Add(0.4, true);
        window.Add(0.4, false);
        window.Add(0.1, false);
        var metrics = window.Measure();

        Assert.Equal(0.875, metrics["roc_auc"].Value, 1e-12);
        Assert.Equal((1 + (2.0 / 3)) / 2, metrics["average_precision"].Value, 1e-12);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.6) + Math.Log(0.9)) / 4, metrics["log_loss"].Value, 1e-12);
        Assert.Equal((0.01 + 0.36 + 0.16 + 0.01) / 4, metrics["brier"].Value, 1e-12);
        Assert.Equal((0.1 + 0.2 + 0.1) / 4, metrics["calibration_error"].Value, 1e-12);
        Assert.Equal(0.75, metrics["accuracy"].Value);
        Assert.InRange(metrics["roc_auc"].Lower, 0, 0.875);
    }

    [Fact]
    public void Classification_OneClass_CannotBeRanked()
    {
        var window = new ClassificationWindow();
        for (var row = 0; row < 40; row++)
            window.Add(0.2, false);

        Assert.Equal("roc_auc needs both classes; there are 0 positives and 40 negatives.", window.Measure()["roc_auc"].Reason);
        Assert.Equal("There is nothing that log_loss counts.", new ClassificationWindow().Measure()["log_loss"].Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Add(-0.1, true));
        Assert.Equal(40, window.Count);
    }

    [Fact]
    public void Classification_ManyRowsInParts_IsCloseToAllRows()
    {
        var random = new Random(8);
        var merged = new ClassificationWindow();
        var (scores, labels) = (new List<float>(), new List<bool>());
        for (var part = 0; part < 50; part++)
        {
            var window = new ClassificationWindow();
            for (var row = 0; row < 400; row++)
            {
                var score = random.NextSingle();
                var label = random.NextDouble() < score * score;
                window.Add(score, label);
                scores.Add(score);
                labels.Add(label);
            }

            merged.Merge(window);
        }

        var exact = OrleansML.Learning.Metrics.BinaryClassificationMetrics.RocAuc(scores.ToArray(), labels.ToArray());
        var measured = merged.Measure()["roc_auc"];
        var data = SketchBytes.Of(merged.WriteTo);

        Assert.Equal(20_000, merged.Count);
        Assert.Equal(exact, measured.Value, 0.01);
        Assert.InRange(exact, measured.Lower, measured.Upper);
        Assert.Equal("average_precision needs every score; the sketches have compacted them.", merged.Measure()["average_precision"].Reason);
        Assert.Equal(data, SketchBytes.Of(ClassificationWindow.ReadFrom(data).WriteTo));
        Assert.Equal(merged.Measure(), ClassificationWindow.ReadFrom(data).Measure());
        Assert.Throws<InvalidDataException>(() => ClassificationWindow.ReadFrom(data.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => merged.Merge(new ClassificationWindow(0.6)));
    }
}
