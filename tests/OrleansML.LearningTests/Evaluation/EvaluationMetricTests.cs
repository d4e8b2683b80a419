using OrleansML.Learning.Evaluation;
using Xunit;

namespace OrleansML.LearningTests.Evaluation;

/// <summary>The expected numbers are those of the examples in scikit-learn's documentation of the function of the same name.</summary>
public sealed class EvaluationMetricTests
{
    private static readonly EvaluationRows Ranked = new(EvaluationTask.BinaryClassification, [0, 0, 1, 1]);

    [Theory]
    [InlineData("roc_auc", 0.75)]
    [InlineData("average_precision", 0.8333333333333333)]
    public void Evaluate_Ranking_IsThatOfTheDocumentation(string metric, double expected) =>
        Assert.Equal(expected, Evaluate(metric, new Predictions(Ranked, [0.1, 0.4, 0.35, 0.8])), 1e-12);

    [Theory]
    [InlineData("roc_auc", 0.5)]
    [InlineData("average_precision", 0.5)]
    public void Evaluate_AllScoresEqual_IsChance(string metric, double expected) =>
        Assert.Equal(expected, Evaluate(metric, new Predictions(Ranked, [0.3, 0.3, 0.3, 0.3])), 1e-12);

    [Fact]
    public void Evaluate_LogLoss_IsThatOfTheDocumentation()
    {
        var rows = new EvaluationRows(EvaluationTask.BinaryClassification, [1, 0, 0, 1]);
        Assert.Equal(0.21616187468057912, Evaluate("log_loss", new Predictions(rows, [0.9, 0.1, 0.2, 0.65])), 1e-12);
    }

    [Fact]
    public void Evaluate_LogLossOfTwoClassesAsSeveral_IsTheSame()
    {
        var rows = new EvaluationRows(EvaluationTask.MulticlassClassification, [1, 0, 0, 1]);
        Assert.Equal(0.21616187468057912, Evaluate("log_loss", new Predictions(rows, [0.1, 0.9, 0.9, 0.1, 0.8, 0.2, 0.35, 0.65])), 1e-12);
    }

    [Fact]
    public void Evaluate_CertainAndWrong_CostsAFiniteLogLoss()
    {
        var rows = new EvaluationRows(EvaluationTask.BinaryClassification, [1, 0]);
        Assert.Equal(52 * Math.Log(2), Evaluate("log_loss", new Predictions(rows, [0, 1])), 1e-12);
    }

    [Fact]
    public void Evaluate_Brier_IsThatOfTheDocumentation()
    {
        var rows = new EvaluationRows(EvaluationTask.BinaryClassification, [0, 1, 1, 0]);
        Assert.Equal(0.0375, Evaluate("brier", new Predictions(rows, [0.1, 0.9, 0.8, 0.3])), 1e-12);
    }

    [Theory]
    [InlineData("rmse", 0.6123724356957946)]
    [InlineData("mae", 0.5)]
    [InlineData("r2", 0.9486081370449679)]
    public void Evaluate_Regression_IsThatOfTheDocumentation(string metric, double expected)
    {
        var rows = new EvaluationRows(EvaluationTask.Regression, [3, -0.5, 2, 7]);
        Assert.Equal(expected, Evaluate(metric, new Predictions(rows, [2.5, 0, 2, 8])), 1e-12);
    }

    [Theory]
    [InlineData("f1_macro", 0.26666666666666666)]
    [InlineData("accuracy", 0.3333333333333333)]
    public void Evaluate_SeveralClasses_IsThatOfTheDocumentation(string metric, double expected)
    {
        var rows = new EvaluationRows(EvaluationTask.MulticlassClassification, [0, 1, 2, 0, 1, 2], classes: 3);
        Assert.Equal(expected, Evaluate(metric, OneHot(rows, [0, 2, 1, 0, 0, 1])), 1e-12);
    }

    [Theory]
    [InlineData("roc_auc")]
    [InlineData("average_precision")]
    [InlineData("log_loss")]
    [InlineData("brier")]
    [InlineData("accuracy")]
    [InlineData("f1_macro")]
    public void Evaluate_RowOfWeightTwo_CountsLikeTheRowTwice(string metric)
    {
        double[] scores = [0.1, 0.4, 0.35, 0.8, 0.4];
        var weighted = new EvaluationRows(EvaluationTask.BinaryClassification, [0, 0, 1, 1, 1], weights: [1, 2, 1, 3, 0]);
        var repeated = new EvaluationRows(EvaluationTask.BinaryClassification, [0, 0, 0, 1, 1, 1, 1]);

        Assert.Equal(
            Evaluate(metric, new Predictions(repeated, [0.1, 0.4, 0.4, 0.35, 0.8, 0.8, 0.8])), Evaluate(metric, new Predictions(weighted, scores)), 1e-12);
    }

    [Theory]
    [InlineData("rmse")]
    [InlineData("mae")]
    [InlineData("r2")]
    public void Evaluate_NumberOfWeightTwo_CountsLikeTheRowTwice(string metric)
    {
        var weighted = new EvaluationRows(EvaluationTask.Regression, [1, 4, 6, 9], weights: [1, 2, 1, 0]);
        var repeated = new EvaluationRows(EvaluationTask.Regression, [1, 4, 4, 6]);

        Assert.Equal(Evaluate(metric, new Predictions(repeated, [2, 3, 3, 6.5])), Evaluate(metric, new Predictions(weighted, [2, 3, 6.5, 0])), 1e-12);
    }

    [Theory]
    [InlineData("roc_auc")]
    [InlineData("average_precision")]
    public void Evaluate_OneClassOnly_IsNotDefined(string metric)
    {
        var rows = new EvaluationRows(EvaluationTask.BinaryClassification, [0, 0]);
        Assert.Equal(double.NaN, Evaluate(metric, new Predictions(rows, [0.1, 0.2])));
    }

    [Fact]
    public void Find_MetricOfAnotherTask_ListsThoseThereAre()
    {
        var exception = Assert.Throws<ArgumentException>(() => EvaluationMetric.Find(EvaluationTask.Regression, "roc_auc"));
        Assert.StartsWith("There is no metric 'roc_auc' of Regression; there are rmse, mae, r2.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EvaluationTask.BinaryClassification, 2.0, "The label of row 1 is 2; a class from 0 to 1 is allowed.")]
    [InlineData(EvaluationTask.MulticlassClassification, 0.5, "The label of row 1 is 0.5; a class from 0 to 1 is allowed.")]
    [InlineData(EvaluationTask.Regression, double.NaN, "The label of row 1 is NaN; a finite number is allowed.")]
    public void Rows_LabelOutOfRange_NamesRowValueAndRange(EvaluationTask task, double label, string expected)
    {
        var exception = Assert.Throws<ArgumentException>(() => new EvaluationRows(task, [0, label]));
        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_ProbabilityOutOfRange_NamesRowValueAndRange()
    {
        var exception = Assert.Throws<ArgumentException>(() => new Predictions(Ranked, [0, 0.5, 1.5, 1]));
        Assert.StartsWith("The prediction of row 2 is 1.5; a probability from 0 to 1 is allowed.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constant_WeightedLabels_IsTheirMeanOrShares()
    {
        var numbers = new EvaluationRows(EvaluationTask.Regression, [1, 2, 6], weights: [1, 1, 2]);
        var classes = new EvaluationRows(EvaluationTask.MulticlassClassification, [0, 2, 2, 1], classes: 3);

        Assert.Equal([3.75, 3.75, 3.75], Predictions.Constant(numbers, numbers).Values);
        Assert.Equal([0.25, 0.25, 0.5], Predictions.Constant(classes, classes).Values[..3]);
    }

    private static Predictions OneHot(EvaluationRows rows, int[] classes)
    {
        var values = new double[rows.Count * rows.Classes];
        for (var row = 0; row < classes.Length; row++)
            values[(row * rows.Classes) + classes[row]] = 1;
        return new Predictions(rows, values);
    }

    private static double Evaluate(string metric, Predictions predictions)
    {
        var rows = predictions.Rows;
        var evaluator = EvaluationMetric.Find(rows.Task, metric).Prepare(predictions, [.. Enumerable.Range(0, rows.Count)]);
        return evaluator.Evaluate(rows.Weights ?? [.. Enumerable.Repeat(1.0, rows.Count)]);
    }
}
