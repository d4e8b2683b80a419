using OrleansML.Data.Monitoring;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Monitoring;

public sealed class OutputFinderTests
{
    private static readonly MonitorLabel Amount = new("amount", EvaluationTask.Regression);
    private static readonly MonitorLabel Fraud = new("fraud", EvaluationTask.BinaryClassification, "1", 0.4);
    private static readonly MonitorLabel Iris = new("species", EvaluationTask.MulticlassClassification);

    [Theory]
    [InlineData("variable", "variable")]
    [InlineData("amount", "amount.output")]
    [InlineData("_out", "out.output")]
    public void Find_RegressionWithOneOutput_TakesItsColumn(string output, string column)
    {
        var found = Found(Amount, [Tensor(output, TensorType.Float32, -1, 1)], "distance", column);
        Assert.Equal([column], found.Columns);
        Assert.Empty(found.Classes);
    }

    [Fact]
    public void Find_OneProbability_IsThatOfThePositiveClass()
    {
        var found = Found(Fraud, [Tensor("probability", TensorType.Float32, -1)], "probability");
        Assert.Equal(["probability"], found.Columns);
        Assert.Equal(["not 1", "1"], found.Classes);
        Assert.Equal((0.4, true), (found.Threshold, found.OthersAreFirst));
        Assert.Equal(["ok", "1"], Found(Fraud with { Classes = ["ok", "1"] }, [Tensor("probability", TensorType.Float32, -1)], "probability").Classes);
    }

    [Theory]
    [InlineData("0", "1", "probabilities_1")]
    [InlineData("1", "0", "probabilities_0")]
    public void Find_LabelAndTwoProbabilities_TakesTheColumnOfThePositiveClass(string first, string second, string column)
    {
        // As scikit-learn's classifiers are exported.
        TensorMetadata[] outputs = [Tensor("label", TensorType.Int64, -1), Tensor("probabilities", TensorType.Float32, -1, -1), Tensor("probabilities.keys", TensorType.Int64, -1)];
        var found = Found(Fraud with { Classes = [first, second] }, outputs, "label", "probabilities_0", "probabilities_1");
        Assert.Equal([column], found.Columns);
        Assert.Equal(["0", "1"], found.Classes);
    }

    [Fact]
    public void Find_SeveralFractions_PrefersProbabilityOverScore()
    {
        // As ML.NET's models are exported.
        TensorMetadata[] outputs = [Tensor("Age.output", TensorType.Float32, -1, 1), Tensor("Score.output", TensorType.Float32, -1, 1), Tensor("Probability.output", TensorType.Float32, -1, 1)];
        Assert.Equal(["Probability.output"], Found(Fraud, outputs, "Age.output", "Score.output", "Probability.output").Columns);
        Assert.Equal(["Score.output"], Found(Fraud with { Output = "Score.output" }, outputs, "Age.output", "Score.output", "Probability.output").Columns);
    }

    [Fact]
    public void Find_SeveralClasses_TakesTheirColumnsInOrder()
    {
        TensorMetadata[] outputs = [Tensor("label", TensorType.Int64, -1), Tensor("probabilities", TensorType.Float32, -1, 3)];
        var found = Found(Iris with { Classes = ["a", "b", "c"] }, outputs, "label", "probabilities_0", "probabilities_1", "probabilities_2");
        Assert.Equal(["probabilities_0", "probabilities_1", "probabilities_2"], found.Columns);
        Assert.Equal(["a", "b", "c"], found.Classes);
    }

    [Fact]
    public void Find_WhatCannotBeKnown_SaysWhatToDo()
    {
        TensorMetadata[] two = [Tensor("probabilities", TensorType.Float32, -1, 2)];
        TensorMetadata[] numbers = [Tensor("a", TensorType.Float32, -1), Tensor("b", TensorType.Float32, -1)];
        string[] columns = ["a", "b", "probabilities_0", "probabilities_1"];
        Assert.Equal(
            [
                "columns 'probabilities_0' and 'probabilities_1' are of two classes, and it is not known which is which; say 'label.classes' in the definition",
                "more than one of the outputs 'a', 'b' is one of one number a row; say 'label.output' in the definition",
                "none of the outputs 'a', 'b' is one of several fractions a row; say 'label.output' in the definition",
                "it is not known which column is of which class; say 'label.classes' in the definition",
                "the output has 2 columns, and 3 classes are named; correct 'label.classes' or 'label.output' in the definition",
                "'label.output' of the definition is 'c', which is not an output of one number a row that the log has; outputs are 'a', 'b'",
                "'1' is not one of two classes, 'x', 'y'; correct 'label.positive' or 'label.classes' in the definition",
            ],
            [
                Reason(Fraud, two), Reason(Amount, numbers), Reason(Iris, numbers), Reason(Iris, two), Reason(Iris with { Classes = ["x", "y", "z"] }, two),
                Reason(Amount with { Output = "c" }, numbers), Reason(Fraud with { Classes = ["x", "y"] }, two),
            ]);

        string Reason(MonitorLabel label, TensorMetadata[] outputs) => OutputFinder.Find(label, Described(outputs), columns).Reason ?? "";
    }

    private static ComparedOutput Found(MonitorLabel label, TensorMetadata[] outputs, params string[] columns)
    {
        var (output, reason) = OutputFinder.Find(label, Described(outputs), columns);
        Assert.Null(reason);
        return output!;
    }

    private static TensorMetadata Tensor(string name, TensorType type, params long[] shape) => new() { Name = name, Type = type, Shape = shape };

    private static ModelDescription Described(TensorMetadata[] outputs) => new()
    {
        Platform = "onnx_onnxruntime", Inputs = [], Outputs = outputs, Pool = "default", Replicas = 1, MaximumBatchRows = 1, MaximumBatchDelay = TimeSpan.Zero, EstimatedBytes = 1,
    };
}
