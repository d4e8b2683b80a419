using OrleansML.Learning.Mlp;
using Xunit;

namespace OrleansML.LearningTests.Mlp;

public sealed class MlpModelTests
{
    [Theory]
    [InlineData(MlpOutput.Sigmoid, false, 30, 64, 32, 1)]
    [InlineData(MlpOutput.Sigmoid, true, 30, 64, 32, 1)]
    [InlineData(MlpOutput.Linear, true, 7, 3)]
    [InlineData(MlpOutput.Linear, false, 512, 512, 512, 10)]
    public void ToOnnx_RandomNetwork_GivesTheReferenceResultsInOnnxRuntime(MlpOutput output, bool scaled, params int[] widths)
    {
        var (model, rows) = Create(widths, output, scaled, rowCount: 50);

        var fromRuntime = OnnxRuntimeRunner.Run(model.ToOnnx(), rows, 50, widths[0]);
        var predicted = new float[50 * model.OutputCount];
        model.Predict(rows, predicted);

        var parameters = ReferenceNetwork.Parameters(model);
        for (var row = 0; row < 50; row++)
        {
            var expected = ReferenceNetwork.Forward(model, parameters, rows.AsSpan(row * widths[0], widths[0]));
            // Sums that cancel to almost nothing are judged by the size of the row's other results.
            var scale = expected.Max(Math.Abs);
            for (var i = 0; i < expected.Length; i++)
            {
                var (wanted, tolerance) = output == MlpOutput.Sigmoid
                    ? (ReferenceNetwork.Sigmoid(expected[i]), 1e-5 * ReferenceNetwork.Sigmoid(expected[i]) * Math.Max(1, scale))
                    : (expected[i], 1e-5 * Math.Max(scale, 1));
                Assert.Equal(wanted, fromRuntime[row * expected.Length + i], tolerance);
                Assert.Equal(wanted, predicted[row * expected.Length + i], tolerance);
            }
        }
    }

    [Fact]
    public void ToOnnx_SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(MlpModel.Random([30, 64, 32, 1], 9).ToOnnx(), MlpModel.Random([30, 64, 32, 1], 9).ToOnnx());
        Assert.NotEqual(MlpModel.Random([30, 64, 32, 1], 9).ToOnnx(), MlpModel.Random([30, 64, 32, 1], 10).ToOnnx());
    }

    [Fact]
    public void Constructor_LayersDoNotFit_NamesTheLayer()
    {
        var exception = Assert.Throws<ArgumentException>(() => new MlpModel(
            [new DenseLayer(2, 3, new float[6], new float[3]), new DenseLayer(4, 1, new float[4], new float[1])]));

        Assert.StartsWith("Layer 1 takes 4 values, but layer 0 gives 3.", exception.Message);
    }

    [Fact]
    public void Predict_LengthsDoNotFit_NamesThem() =>
        Assert.StartsWith("7 values and room for 2 results do not fit rows of 3 features and 1 results.",
            Assert.Throws<ArgumentException>(() => MlpModel.Random([3, 1], 1).Predict(new float[7], new float[2])).Message);

    [Fact]
    public void Fit_KnownColumns_GivesMeanAndDeviation()
    {
        // Column 0: 1, 3, 5 (mean 3, variance 8/3); column 1 is constant.
        var scaling = FeatureScaling.Fit([1, 7, 3, 7, 5, 7], 2);

        Assert.Equal([3f, 7f], scaling.Means);
        Assert.Equal(Math.Sqrt(8.0 / 3), scaling.Deviations[0], 1e-6);
        Assert.Equal(1f, scaling.Deviations[1]);
    }

    internal static (MlpModel Model, float[] Rows) Create(int[] widths, MlpOutput output, bool scaled, int rowCount)
    {
        var random = new Random(21);
        float[] rows = [.. Enumerable.Range(0, rowCount * widths[0]).Select(_ => random.NextSingle() * 4 - 1)];
        var plain = MlpModel.Random(widths, 5, output);
        return (new MlpModel(plain.Layers, output, scaled ? FeatureScaling.Fit(rows, widths[0]) : null), rows);
    }
}
