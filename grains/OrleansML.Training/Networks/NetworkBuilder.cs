using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Networks;

/// <summary>Makes untrained networks as ONNX models.</summary>
public static class NetworkBuilder
{
    /// <summary>The input's name: float32 [rows, inputs].</summary>
    public const string Input = "features";

    /// <summary>The output's name of a regression: float32 [rows, 1].</summary>
    public const string Prediction = "prediction";

    /// <summary>The output's name with two classes, the probability of the second: float32 [rows, 1].</summary>
    public const string Probability = "probability";

    /// <summary>The output's name with several classes: float32 [rows, classes].</summary>
    public const string Probabilities = "probabilities";

    private const string Rows = "rows";

    /// <summary>
    /// Makes a network (opset 17, format 8). Weights are named <c>hidden.0.weight</c>, <c>hidden.0.bias</c>, ..., <c>output.weight</c>,
    /// <c>output.bias</c>, and <c>wide.weight</c> of the linear model beside the layers; each matrix is [outputs, inputs]. What scales labels is
    /// named <c>label.deviation</c> and <c>label.mean</c>; both are single numbers, which are not trained. Weights are drawn evenly from He's
    /// range (He and others, 2015), those in front of a hyperbolic tangent, of the last layer and of
    /// the linear model from Glorot's (Glorot and Bengio, 2010); biases are 0.
    /// </summary>
    /// <param name="network">Layers, activation and dropout.</param>
    /// <param name="task">What it predicts; decides how it ends.</param>
    /// <param name="inputs">Elements of the input per row, at least 1.</param>
    /// <param name="classes">How many classes; only read with several, where 3 or more are needed.</param>
    /// <param name="scale">Where the labels of a regression lie; not read with classes.</param>
    /// <param name="seed">Which weights; the same arguments give the same bytes.</param>
    /// <exception cref="ArgumentException">A number is out of its range; names all of them.</exception>
    public static ModelProto Build(NetworkDefinition network, EvaluationTask task, int inputs, int classes, LabelScale scale, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        var violations = Violations(network, task, inputs, classes, scale).ToList();
        if (violations.Count > 0)
            throw new ArgumentException($"The network cannot be made: {string.Join("; ", violations)}.");

        var outputs = task == EvaluationTask.MulticlassClassification ? classes : 1;
        var graph = new NetworkGraph(inputs, network.Activation, network.Dropout, seed);
        var score = graph.Layers(network.Hidden, outputs);
        if (network.Kind == NetworkKind.WideAndDeep)
            score = graph.AddWide(score, outputs);
        return task switch
        {
            EvaluationTask.Regression => graph.Scaled(score, scale, Prediction).Output(Prediction, DataType.Float, Rows, 1).Build(),
            EvaluationTask.BinaryClassification => graph.Builder.Node("Sigmoid", [score], [Probability])
                .Output(Probability, DataType.Float, Rows, 1).Build(),
            _ => graph.Builder.Node("Softmax", [score], [Probabilities], OnnxAttribute.Integer("axis", -1))
                .Output(Probabilities, DataType.Float, Rows, classes).Build(),
        };
    }

    private static IEnumerable<string> Violations(NetworkDefinition network, EvaluationTask task, int inputs, int classes, LabelScale scale)
    {
        if (inputs < 1)
            yield return $"it has {inputs} inputs; 1 or more are needed";
        if (task == EvaluationTask.MulticlassClassification && classes < 3)
            yield return $"it has {classes} classes; 3 or more are needed";
        if (task == EvaluationTask.Regression && scale.Fault is { } fault)
            yield return fault;
        foreach (var width in network.Hidden.Where(width => width < 1))
            yield return $"a hidden layer is {width} wide; 1 or more is needed";
        if (network.Dropout is not (>= 0 and < 1))
            yield return $"dropout is {network.Dropout}; 0 up to below 1 is allowed";
    }
}
