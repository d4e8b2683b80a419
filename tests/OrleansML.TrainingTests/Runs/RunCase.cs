using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Runs;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Runs;

/// <summary>
/// A network of three inputs and one hidden layer of four, and rows for it. All numbers come from formulas over whole numbers, so that a script in
/// another language can compute the same thing: element j of row i is ((7i + 13j + ij) mod 17 - 8) / 8, a row weighs 1 + (i mod 4) / 2.
/// </summary>
internal static class RunCase
{
    public const int Inputs = 3;
    private const int Hidden = 4;

    public static OptimizerDefinition Sgd(double learningRate) => new() { Kind = OptimizerKind.Sgd, LearningRate = learningRate };

    public static TrainingRecipe Recipe(EvaluationTask task) => new()
    {
        Task = task,
        Classes = ClassesOf(task),
        LabelScale = task == EvaluationTask.Regression ? new LabelScale(0, 2) : null,
        Optimizer = Sgd(0.1),
        Epochs = 50,
        BatchRows = 1_000,
        Shards = 1,
        Seed = 1,
    };

    public static int ClassesOf(EvaluationTask task) => task switch
    {
        EvaluationTask.Regression => 0,
        EvaluationTask.BinaryClassification => 2,
        _ => 3,
    };

    /// <summary>The network, ending as the task demands.</summary>
    public static ModelProto Network(EvaluationTask task)
    {
        var outputs = task == EvaluationTask.MulticlassClassification ? 3 : 1;
        var builder = new OnnxGraphBuilder("case").Input("features", DataType.Float, "rows", Inputs)
            .Initializer<float>("hidden.weight", Numbers(Hidden * Inputs, k => ((k * 5 + 3) % 11 - 5) / 16f), Hidden, Inputs)
            .Initializer<float>("hidden.bias", Numbers(Hidden, k => (k * 3 % 5 - 2) / 16f), Hidden)
            .Initializer<float>("output.weight", Numbers(Hidden * outputs, k => ((k * 7 + 2) % 9 - 4) / 16f), outputs, Hidden)
            .Initializer<float>("output.bias", Numbers(outputs, k => ((k + 1) % 3 - 1) / 16f), outputs)
            .Node("Gemm", ["features", "hidden.weight", "hidden.bias"], ["hidden"], OnnxAttribute.Integer("transB", 1))
            .Node("Relu", ["hidden"], ["active"])
            .Node("Gemm", ["active", "output.weight", "output.bias"], ["score"], OnnxAttribute.Integer("transB", 1));
        return task switch
        {
            EvaluationTask.Regression => builder.Output("score", DataType.Float, "rows", 1).Build(),
            EvaluationTask.BinaryClassification => builder.Node("Sigmoid", ["score"], ["probability"]).Output("probability", DataType.Float, "rows", 1).Build(),
            _ => builder.Node("Softmax", ["score"], ["probabilities"]).Output("probabilities", DataType.Float, "rows", 3).Build(),
        };
    }

    public static float[] Features(int rows) =>
        Numbers(rows * Inputs, k => ((k / Inputs * 7 + k % Inputs * 13 + k / Inputs * (k % Inputs)) % 17 - 8) / 8f);

    public static float[] Labels(EvaluationTask task, int rows) => task switch
    {
        EvaluationTask.Regression => Numbers(rows, i => (i * 5 % 13 - 6) / 4f),
        EvaluationTask.BinaryClassification => Numbers(rows, i => i % 3 == 0 ? 1 : 0),
        _ => Numbers(rows, i => i % 3),
    };

    public static float[] Weights(int rows) => Numbers(rows, i => 1 + i % 4 / 2f);

    /// <summary>A file of rows of the case.</summary>
    public static TrainingRows Rows(TemporaryDirectory directory, EvaluationTask task, int rows) =>
        Rows(directory, Inputs, Features(rows), Labels(task, rows), Weights(rows));

    /// <summary>A file of any rows.</summary>
    public static TrainingRows Rows(TemporaryDirectory directory, int inputs, float[] features, float[] labels, float[] weights)
    {
        var path = directory.File($"{Guid.NewGuid():N}.rows");
        using (var file = File.Create(path))
        {
            var writer = new TrainingRowsWriter(file, [new TrainingRowInput("features", PreprocessedType.Float, inputs)]);
            writer.Append(features, labels, weights);
            writer.Complete();
        }

        return TrainingRows.Open(path);
    }

    public static float[] Numbers(int count, Func<int, float> number) => [.. Enumerable.Range(0, count).Select(number)];

    /// <summary>The trained numbers of a model of the case, in its order.</summary>
    public static double[] WeightsOf(ModelProto model) => [.. model.Graph.Initializer.SelectMany(OnnxTensor.ToArray<float>).Select(weight => (double)weight)];
}
