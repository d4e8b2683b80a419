using OrleansML.Learning.Metrics;
using Xunit;

namespace OrleansML.LearningTests.Metrics;

public sealed class BinaryClassificationMetricsTests
{
    [Fact]
    public void RocAuc_FourRows_CountsThePairsWon()
    {
        // Positives 0.35 and 0.8 against negatives 0.1 and 0.4: three of four pairs are in order.
        Assert.Equal(0.75, BinaryClassificationMetrics.RocAuc([0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true]), 12);
    }

    [Fact]
    public void RocAuc_TiedScores_CountOneHalf()
    {
        // Positive 0.5 beats 0.2 and ties with 0.5; positive 0.9 beats both: (1 + 0.5 + 2) / 4.
        Assert.Equal(0.875, BinaryClassificationMetrics.RocAuc([0.2f, 0.5f, 0.5f, 0.9f], [false, true, false, true]), 12);
        Assert.Equal(0.5, BinaryClassificationMetrics.RocAuc([1, 1, 1, 1], [false, true, false, true]), 12);
    }

    [Fact]
    public void RocAuc_ManyTiedRows_EqualsTheCountOverAllPairs()
    {
        var random = new Random(3);
        float[] scores = [.. Enumerable.Range(0, 400).Select(_ => random.Next(20) / 10f)];
        bool[] labels = [.. scores.Select(score => random.NextDouble() < score / 3)];
        var pairs = from positive in scores.Index().Where(entry => labels[entry.Index])
                    from negative in scores.Index().Where(entry => !labels[entry.Index])
                    select positive.Item > negative.Item ? 1.0 : positive.Item == negative.Item ? 0.5 : 0;

        Assert.Equal(pairs.Average(), BinaryClassificationMetrics.RocAuc(scores, labels), 12);
    }

    [Fact]
    public void AveragePrecision_HandComputedRows_WeighsPrecisionByRecall()
    {
        // Going down: 0.8 positive (1/1), 0.4 negative, 0.35 positive (2/3): (1 + 2/3) / 2.
        Assert.Equal(5.0 / 6, BinaryClassificationMetrics.AveragePrecision([0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true]), 12);
        // A tie of one positive and one negative counts at the precision after the tie: (1 + 2/3) / 2.
        Assert.Equal(5.0 / 6, BinaryClassificationMetrics.AveragePrecision([0.2f, 0.5f, 0.5f, 0.9f], [false, true, false, true]), 12);
    }

    [Fact]
    public void RocAuc_OneClass_NamesBothCounts() =>
        Assert.StartsWith("ROC AUC needs both classes; 2 positives and 0 negatives were given.",
            Assert.Throws<ArgumentException>(() => BinaryClassificationMetrics.RocAuc([0.1f, 0.2f], [true, true])).Message);

    [Fact]
    public void RocAuc_NaN_NamesTheRow() =>
        Assert.StartsWith("Score 1 is NaN",
            Assert.Throws<ArgumentException>(() => BinaryClassificationMetrics.RocAuc([0.1f, float.NaN], [true, false])).Message);

    [Fact]
    public void AveragePrecision_LengthsDiffer_NamesBoth() =>
        Assert.StartsWith("1 scores were given for 2 labels.",
            Assert.Throws<ArgumentException>(() => BinaryClassificationMetrics.AveragePrecision([0.1f], [true, false])).Message);
}
