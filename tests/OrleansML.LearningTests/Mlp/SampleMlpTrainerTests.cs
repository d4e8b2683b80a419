using OrleansML.Learning.Metrics;
using OrleansML.Learning.Mlp;
using Xunit;

namespace OrleansML.LearningTests.Mlp;

public sealed class SampleMlpTrainerTests
{
    [Fact]
    public void Train_ExclusiveOr_LearnsWhatNoLinearModelCan()
    {
        var random = new Random(2);
        float[] rows = [.. Enumerable.Range(0, 4000).Select(_ => random.NextSingle() * 2 - 1)];
        bool[] labels = [.. rows.Chunk(2).Select(row => row[0] * row[1] > 0)];

        var model = SampleMlpTrainer.Train(rows.AsSpan(0, 3000), labels.AsSpan(0, 1500), new() { HiddenWidths = [16, 8], Epochs = 30 });
        var scores = new float[500];
        model.Predict(rows.AsSpan(3000), scores);

        Assert.InRange(BinaryClassificationMetrics.RocAuc(scores, labels.AsSpan(1500)), 0.98, 1);
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameModel()
    {
        var random = new Random(4);
        float[] rows = [.. Enumerable.Range(0, 600).Select(_ => random.NextSingle())];
        bool[] labels = [.. rows.Chunk(3).Select(row => row[0] > 0.5)];
        var options = new SampleMlpTrainerOptions { Epochs = 2 };

        Assert.Equal(SampleMlpTrainer.Train(rows, labels, options).ToOnnx(), SampleMlpTrainer.Train(rows, labels, options).ToOnnx());
        Assert.NotEqual(
            SampleMlpTrainer.Train(rows, labels, options).ToOnnx(),
            SampleMlpTrainer.Train(rows, labels, options with { Seed = 2 }).ToOnnx());
    }

    [Fact]
    public void Train_OneClass_SaysSo() =>
        Assert.StartsWith("All 2 labels are False; training needs both classes.",
            Assert.Throws<ArgumentException>(() => SampleMlpTrainer.Train([1, 2], [false, false])).Message);

    [Fact]
    public void Train_InfiniteFeature_NamesRowAndFeature() =>
        Assert.StartsWith("Feature 1 of row 1 is ",
            Assert.Throws<ArgumentException>(() => SampleMlpTrainer.Train([1, 2, 3, float.PositiveInfinity], [false, true])).Message);

    [Fact]
    public void Train_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(
            () => SampleMlpTrainer.Train([1, 2], [false, true], cancellationToken: new CancellationToken(true)));

    [Fact]
    public void Train_LearningRateOfZero_NamesTheOption() =>
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(
            () => SampleMlpTrainer.Train([1, 2], [false, true], new() { LearningRate = 0 })).ParamName);
}
