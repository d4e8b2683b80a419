using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Metrics;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Records;
using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class PerformanceEstimatorTests
{
    [Fact]
    public void Expected_SixRows_IsAsPublished()
    {
        double[] probabilities = [0.9, 0.8, 0.6, 0.3, 0.2, 0.1];
        var expected = PerformanceEstimator.Expected(probabilities, probabilities, 0.5);

        Assert.Equal(0.7833333, expected["accuracy"], 1e-7);
        Assert.Equal(0.7666667, expected["precision"], 1e-7);
        Assert.Equal(0.7931034, expected["recall"], 1e-7);
        Assert.Equal(0.7741935, expected["specificity"], 1e-7);
        Assert.Equal(0.7796610, expected["f1"], 1e-7);
        Assert.Equal(0.8392658509454951, expected["roc_auc"], 1e-12);
    }

    [Fact]
    public void SamplingError_NannyMlsClassifier_IsAsPublished()
    {
        // nannyml: tests/sampling_error/test_binary_classification_sampling_error.py; 50 rows of 10,000 after 50 draws.
        var random = new NumpyRandom(1);
        random.Doubles(50);
        var (labels, decisions) = (random.Coins(10_000), random.Coins(10_000));
        double[] scores = [.. Enumerable.Range(0, 10_000).Select(static row => row / 9999.0)];
        var errors = SamplingError.OfClassifier(scores, decisions, labels);

        Assert.Equal(0.0575, errors["roc_auc"].At(50), 5e-5);
        Assert.Equal(0.0707, errors["accuracy"].At(50), 5e-5);
        Assert.Equal(0.0989, errors["precision"].At(50), 5e-5);
        Assert.Equal(0.0998, errors["recall"].At(50), 5e-5);
        Assert.Equal(0.1153, errors["f1"].At(50), 5e-5);
        Assert.Equal(0.1001, errors["specificity"].At(50), 5e-5);
    }

    [Fact]
    public void SamplingError_NannyMlsRegression_IsAsPublished()
    {
        var random = new NumpyRandom(1);
        random.Doubles(50);
        var (truths, predictions) = (random.Doubles(10_000), random.Doubles(10_000));
        var errors = new RegressionErrors();
        for (var row = 0; row < truths.Length; row++)
            errors.Add(predictions[row], truths[row]);

        Assert.Equal(0.0334, SamplingError.OfMean(errors.Absolute).At(50), 5e-5);
        Assert.Equal(0.028, SamplingError.OfMean(errors.Squared).At(50), 5e-5);
        Assert.Equal(0.0346, SamplingError.OfRoot(errors.Squared).At(50), 5e-5);
    }

    [Fact]
    public void BinEdges_NannyMlsVectors_Agree()
    {
        Assert.Equal([(0, 5), (5, 10), (10, 15), (15, 20)], CalibrationNeed.BinEdges(20, 4));
        Assert.Equal([(0, 3), (3, 6), (6, 10)], CalibrationNeed.BinEdges(10, 3));
        Assert.Throws<ArgumentException>(() => CalibrationNeed.BinEdges(3, 3));
    }

    [Fact]
    public void IsThere_NannyMlsVectors_Agree()
    {
        var labels = new NumpyRandom(42).Coins(1000);
        var perfect = Array.ConvertAll(labels, static label => label ? 1.0 : 0);
        var reversed = Array.ConvertAll(labels, static label => label ? 0.0 : 1);

        Assert.False(CalibrationNeed.IsThere(perfect, labels, 42));
        Assert.True(CalibrationNeed.IsThere(reversed, labels, 42));
        Assert.False(CalibrationNeed.IsThere(perfect, new bool[1000], 42));
    }

    [Fact]
    public void Isotonic_HandCalculation_PoolsAndInterpolates()
    {
        // Shares 0, 1/2 (a tie), 0, 1 at 1, 2, 3, 4: the second and third violate and become 1/3.
        var calibrator = IsotonicCalibrator.Fit([1, 2, 2, 3, 4], [false, true, false, false, true]);

        Assert.Equal(0, calibrator.Calibrate(0));
        Assert.Equal(1.0 / 6, calibrator.Calibrate(1.5), 1e-12);
        Assert.Equal(1.0 / 3, calibrator.Calibrate(2.5), 1e-12);
        Assert.Equal(1.0 / 3, calibrator.Calibrate(3), 1e-12);
        Assert.Equal(2.0 / 3, calibrator.Calibrate(3.5), 1e-12);
        Assert.Equal(1, calibrator.Calibrate(9));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([], []));
    }

    [Fact]
    public void Estimate_ChunksWithoutConceptDrift_LieWithinTheBand()
    {
        // Scores that are too sure of themselves; the inputs shift from chunk to chunk within what the reference has seen, what a score means does not.
        var random = new Random(11);
        var (scores, labels) = Rows(random, 20_000, 0);
        var estimator = PerformanceEstimator.Fit(scores, labels);
        Assert.True(estimator.IsCalibrated);

        var (within, all, off) = (0, 0, 0.0);
        for (var chunk = 0; chunk < 100; chunk++)
        {
            var (currentScores, currentLabels) = Rows(random, 5000, (chunk - 50) / 100.0);
            var estimated = estimator.Estimate(currentScores);
            var window = new ClassificationWindow(k: 8192);
            for (var row = 0; row < currentScores.Length; row++)
                window.Add(currentScores[row], currentLabels[row]);
            var realised = window.Measure();
            foreach (var (name, value) in estimated)
            {
                all++;
                within += realised[name].Value >= value.Lower && realised[name].Value <= value.Upper ? 1 : 0;
            }

            off += Math.Abs(realised["roc_auc"].Value - estimated["roc_auc"].Value) / 100;
        }

        Assert.Equal(600, all);
        Assert.InRange(within, 570, 600);
        Assert.InRange(off, 0, 0.01);
    }

    [Fact]
    public void Estimate_SketchAfterThePackage_IsTheSameUpToItsRanks()
    {
        var random = new Random(13);
        var (scores, labels) = Rows(random, 20_000, 0);
        var predictions = new Predictions(new EvaluationRows(EvaluationTask.BinaryClassification, Array.ConvertAll(labels, static label => label ? 1.0 : 0)), scores);
        var profile = CanonicalJson.Read<EstimatorProfile>(CanonicalJson.Write(PerformanceEstimator.ProfileOf(predictions, "yes")));
        Assert.Equal(("yes", 0.5, 20_000), (profile.Positive, profile.Threshold, profile.Rows));
        var (fitted, packaged) = (PerformanceEstimator.Fit(scores, labels), PerformanceEstimator.Of(profile));

        var (few, many) = (Rows(random, 900, 0.1).Scores, Rows(random, 30_000, 0.1).Scores);
        Assert.Equal(fitted.Estimate(few), packaged.Estimate(SketchOf(few)));
        var (exact, sketched) = (fitted.Estimate(many), packaged.Estimate(SketchOf(many)));
        foreach (var (name, value) in exact)
        {
            var ranks = (sketched[name].Upper - sketched[name].Lower - (value.Upper - value.Lower)) / 2;
            Assert.InRange(ranks, 0.005, 0.05);
            Assert.Equal(value.Value, sketched[name].Value, ranks);
        }

        Assert.Null(PerformanceEstimator.ProfileOf(new Predictions(new EvaluationRows(EvaluationTask.Regression, [1, 2]), [1, 2]), ""));
    }

    [Fact]
    public void Expected_RowsTogether_AreAsManyRows()
    {
        double[] scores = [0.9, 0.9, 0.9, 0.4, 0.4];
        double[] probabilities = [0.8, 0.8, 0.8, 0.3, 0.3];
        var together = PerformanceEstimator.Expected([0.9, 0.4], [0.8, 0.3], 0.5, [3, 2]);
        Assert.All(PerformanceEstimator.Expected(scores, probabilities, 0.5), metric => Assert.Equal(metric.Value, together[metric.Key], 1e-12));
        // By hand: 2.4 hits and 1.4 rejected of 5.
        Assert.Equal(0.76, together["accuracy"], 1e-12);
    }

    [Fact]
    public void Estimate_ConceptDrift_IsNotSeen()
    {
        // What it cannot do: labels that turn leave the estimate as it is.
        var random = new Random(12);
        var (scores, labels) = Rows(random, 5000, 0);
        var estimate = PerformanceEstimator.Fit(scores, labels).Estimate(scores)["roc_auc"];
        var turned = BinaryClassificationMetrics.RocAuc(Array.ConvertAll(scores, static score => (float)score), Array.ConvertAll(labels, static label => !label));

        Assert.True(estimate.Value > 0.6);
        Assert.True(turned < 0.4);
    }

    [Fact]
    public void Estimate_WhatCannotBeSaid_SaysWhy()
    {
        var scores = new double[40];
        var estimator = PerformanceEstimator.Fit(scores, new bool[40]);

        Assert.False(estimator.IsCalibrated);
        Assert.Equal("None of the 2 rows is one that precision counts.", estimator.Estimate([0.1, 0.2])["precision"].Reason);
        Assert.Equal("The reference has no row that precision counts, so that its error is not known.", estimator.Estimate([0.1, 0.9])["precision"].Reason);
        Assert.Equal(0, estimator.Estimate([])["accuracy"].Count);
        Assert.Contains("Score 1 is 2", Assert.Throws<ArgumentException>(() => estimator.Estimate([0, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PerformanceEstimator.Fit(new double[29], new bool[29]));
    }

    private static (double[] Scores, bool[] Labels) Rows(Random random, int count, double shift)
    {
        var (scores, labels) = (new double[count], new bool[count]);
        for (var row = 0; row < count; row++)
        {
            var logit = (Math.Pow(random.NextDouble(), Math.Exp(shift)) * 4) - 2;
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit));
            scores[row] = 1 / (1 + Math.Exp(-2 * logit));
        }

        return (scores, labels);
    }

    private static KllSketch SketchOf(double[] scores)
    {
        var sketch = new KllSketch(k: 1_000);
        foreach (var score in scores)
            sketch.Add(score);
        return sketch;
    }
}
