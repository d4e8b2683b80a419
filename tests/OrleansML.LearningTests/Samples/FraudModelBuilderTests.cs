using Microsoft.ML.OnnxRuntime;
using OrleansML.Learning.Metrics;
using OrleansML.Learning.Samples;
using Xunit;
using Xunit.Abstractions;

namespace OrleansML.LearningTests.Samples;

public sealed class FraudModelBuilderTests(ITestOutputHelper output)
{
    [Fact]
    public void Train_DefaultStream_RanksLaterFraudsWellAsJudgedByOnnxRuntime()
    {
        var rows = CardTransactionGenerator.Generate();

        var model = FraudModelBuilder.Train(rows);

        output.WriteLine(model.ToString());
        var later = rows.Skip(model.TrainingRows).ToList();
        var scores = OnnxRuntimeRunner.Run(model.Onnx.ToArray(), [.. later.SelectMany(row => row.Features.ToArray())], later.Count, 30);
        bool[] labels = [.. later.Select(row => row.IsFraud)];
        Assert.Equal((later.Count, labels.Count(label => label)), (model.HoldOutRows, model.HoldOutFrauds));
        Assert.Equal(BinaryClassificationMetrics.RocAuc(scores, labels), model.RocAuc, 1e-4);
        Assert.InRange(model.RocAuc, 0.97, 0.999);
        Assert.InRange(model.AveragePrecision, 0.6, 0.95);
        Assert.InRange(model.RocAuc, BestSingleFeature(later, labels) + 0.02, 1);
    }

    [Fact]
    public void Train_LabelsInRandomOrder_FindsNothing()
    {
        var rows = CardTransactionGenerator.Generate(new() { Cards = 200, Days = 20, FraudEpisodesPerCardDay = 0.02 });
        FraudPattern[] shuffled = [.. rows.Select(row => row.Fraud)];
        new Random(6).Shuffle(shuffled);

        var model = FraudModelBuilder.Train([.. rows.Zip(shuffled, (row, fraud) => row with { Fraud = fraud })], new() { Epochs = 3 });

        Assert.InRange(model.RocAuc, 0.4, 0.6);
    }

    [Fact]
    public void Train_Model_NamesItsInputsAndFeatures()
    {
        var rows = CardTransactionGenerator.Generate(new() { Cards = 100, Days = 10, FraudEpisodesPerCardDay = 0.03 });

        var model = FraudModelBuilder.Train(rows, new() { Epochs = 1 });

        using var session = new InferenceSession(model.Onnx.ToArray());
        Assert.Equal([-1, 30], session.InputMetadata["features"].Dimensions);
        Assert.Equal([-1, 1], session.OutputMetadata["probability"].Dimensions);
        Assert.Equal(string.Join(',', CardFeatures.Names), session.ModelMetadata.CustomMetadataMap["feature_names"]);
    }

    [Fact]
    public void Train_RowsOutOfOrder_NamesTheRow()
    {
        var rows = CardTransactionGenerator.Generate(new() { Cards = 10, Days = 2 });

        Assert.StartsWith("Row 1 is earlier than the row before it",
            Assert.Throws<ArgumentException>(() => FraudModelBuilder.Train([.. rows.Reverse()])).Message);
    }

    private static double BestSingleFeature(List<LabelledTransaction> rows, bool[] labels)
    {
        var areas = Enumerable.Range(0, CardFeatures.Count)
            .Select(feature => BinaryClassificationMetrics.RocAuc([.. rows.Select(row => row.Features.Span[feature])], labels));
        return areas.Max(area => Math.Max(area, 1 - area));
    }
}
