using OrleansML.Data.Monitoring;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Features;
using OrleansML.Learning.Profile;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Monitoring;

public sealed class PredictedColumnsTests
{
    [Fact]
    public void NameOf_OneNumber_IsThePrediction() =>
        Assert.Equal(["prediction"], NamesOf(["prediction"], [Output("variable", TensorType.Float32, -1, 1)], "variable"));

    [Fact]
    public void NameOf_TwoProbabilities_TheSecondIsThePrediction()
    {
        // As scikit-learn's classifiers are exported.
        TensorMetadata[] outputs = [Output("label", TensorType.Int64, -1), Output("probabilities", TensorType.Float32, -1, -1), Output("probabilities.keys", TensorType.Float32, -1)];
        Assert.Equal(
            ["label", "probabilities_0", "prediction", "probabilities.keys"], NamesOf(["prediction"], outputs, "label", "probabilities_0", "probabilities_1", "probabilities.keys"));
    }

    [Fact]
    public void NameOf_SeveralClasses_HaveTheirNamesInOrder() =>
        Assert.Equal(["a", "b", "c"], NamesOf(["a", "b", "c"], [Output("scores", TensorType.Float32, -1, 3)], "scores_0", "scores_1", "scores_2"));

    [Fact]
    public void NameOf_SeveralFractions_PrefersProbabilityOverScore() => Assert.Equal(
        ["score.output", "prediction"],
        NamesOf(["prediction"], [Output("score", TensorType.Float32, -1, 1), Output("probability", TensorType.Float32, -1, 1)], "score.output", "probability"));

    [Fact]
    public void NameOf_OutputNamedAsAColumnOfAnother_IsNotTakenForIt() => Assert.Equal(
        ["prediction", "p_0"], NamesOf(["prediction"], [Output("p", TensorType.Float32, -1, 1), Output("p_0", TensorType.Int64, -1, 1)], "p", "p_0"));

    private static string[] NamesOf(string[] said, TensorMetadata[] outputs, params string[] columns)
    {
        var numbers = new NumericProfile
        {
            Count = 3, Missing = 0, Mean = 2, Deviation = 1, Minimum = 1, Maximum = 3, Quantiles = [], Histogram = new NumericHistogram([], [3]),
        };
        var profile = new ReferenceProfile
        {
            InputRows = 3,
            PredictionRows = 3,
            Numeric = new Dictionary<string, NumericProfile>(),
            Categorical = new Dictionary<string, CategoricalProfile>(),
            Predictions = said.ToDictionary(static name => name, _ => numbers),
            Segments = new Dictionary<string, SegmentProfile>(),
        };
        var layout = new PredictionLayout("fare", columns.Select(static column => new LoggedColumn(column, FeatureType.Float, IsOutput: true)));
        return Array.ConvertAll(columns, column => PredictedColumns.NameOf(Samples.Description with { Outputs = outputs }, profile, layout, column));
    }

    private static TensorMetadata Output(string name, TensorType type, params long[] shape) => new() { Name = name, Type = type, Shape = shape };
}
