using OrleansML.Learning.Evaluation;
using OrleansML.Training.Onnx;
using OrleansML.Training.Runs;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Runs;

/// <summary>Where in a model, of whatever origin, the loss begins, and what it is there.</summary>
public class PredictionValueTests
{
    private const EvaluationTask Binary = EvaluationTask.BinaryClassification;
    private const EvaluationTask Multiclass = EvaluationTask.MulticlassClassification;

    public static TheoryData<string, EvaluationTask, string, string> Endings => new()
    {
        { "Sigmoid", Binary, "LogOdds", "score" },
        { "Sigmoid Squeeze", Binary, "LogOdds", "score" },
        { "Sigmoid Identity", Binary, "LogOdds", "score" },
        { "Sigmoid Reshape", Binary, "LogOdds", "score" },
        { "Softmax", Binary, "Scores", "score" },
        { "Softmax", Multiclass, "Scores", "score" },
        { "Softmax Identity", Multiclass, "Scores", "score" },
        { "Sigmoid", Multiclass, "Probabilities", "y" },
        { "Relu", Binary, "Probabilities", "y" },
        { "Sigmoid", EvaluationTask.Regression, "Number", "y" },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void Find_Ending_TakesTheValueBeforeIt(string operators, EvaluationTask task, string kind, string name)
    {
        var value = PredictionValue.Find(Ending(1, operators.Split(' ')), task, null);

        Assert.Equal(("y", name, kind), (value.Output, value.Name, value.Kind.ToString()));
    }

    [Fact]
    public void Find_SoftmaxOverAnotherAxis_TakesTheOutput()
    {
        var model = Ending(3, "Softmax");
        model.Graph.Node.Last().Attribute.Add(OnnxAttribute.Integer("axis", 0));

        Assert.Equal(PredictionKind.Probabilities, PredictionValue.Find(model, Multiclass, null).Kind);
    }

    // Scores 2 and, for each of two classes, 2 and 0; the label is the second class, the weight 3. The loss is that of the class's probability p:
    // log(1 + e^-2) = 0.126928011, log(1 + e^2) = 2.126928011; of probabilities 0.25 and 0.75: log 4 = 1.386294361 and -log 0.75 = 0.287682072.
    [Theory]
    [InlineData("LogOdds", new[] { 2f }, new long[] { 1 }, 3 * 0.126928011)]
    [InlineData("LogOdds", new[] { 2f }, new long[] { 1, 1 }, 3 * 0.126928011)]
    [InlineData("LogOdds", new[] { 0f, 2 }, new long[] { 1, 2 }, 3 * 0.126928011)]
    [InlineData("Scores", new[] { 2f, 0 }, new long[] { 1, 2 }, 3 * 2.126928011)]
    [InlineData("Probabilities", new[] { 0.25f }, new long[] { 1 }, 3 * 1.386294361)]
    [InlineData("Probabilities", new[] { 0.25f }, new long[] { 1, 1 }, 3 * 1.386294361)]
    [InlineData("Probabilities", new[] { 0.25f, 0.75f }, new long[] { 1, 2 }, 3 * 0.287682072)]
    [InlineData("Probabilities", new[] { 1f, 0 }, new long[] { 1, 2 }, 3 * 16.11809565)] // -log 1e-7
    public void Sum_EveryForm_IsTheCrossEntropy(string kind, float[] value, long[] shape, double expected)
    {
        using var directory = new TemporaryDirectory();
        using var rows = RunCase.Rows(directory, 1, [0], [1], [3]);
        using var batch = new TrainingBatch(rows.Inputs, 1, classes: 2);
        rows.Gather([0], batch);
        using var scope = torch.NewDisposeScope();
        var loss = new PredictionLoss(Enum.Parse<PredictionKind>(kind), 2, 1);

        Assert.Null(loss.FaultOf(torch.tensor(value, shape), 1));
        Assert.Equal(expected, loss.Of(torch.tensor(value, shape), batch).Sum, 1e-5);
    }

    // Central differences of the sum, in steps of 2^-8, which 32-bit numbers near 1 hold exactly.
    [Theory]
    [InlineData("Number", 0, 1)]
    [InlineData("LogOdds", 2, 1)]
    [InlineData("LogOdds", 2, 2)]
    [InlineData("Scores", 3, 3)]
    [InlineData("Probabilities", 2, 1)]
    [InlineData("Probabilities", 3, 3)]
    public void Of_EveryForm_GivesTheGradientOfTheSum(string kind, int classes, int width)
    {
        using var directory = new TemporaryDirectory();
        using var rows = RunCase.Rows(directory, 1, [0, 0, 0, 0], [0, 1, 1, 0], [3, 1, 0.5f, 2]);
        using var batch = new TrainingBatch(rows.Inputs, 4, classes);
        rows.Gather([0, 1, 2, 3], batch);
        using var scope = torch.NewDisposeScope();
        var loss = new PredictionLoss(Enum.Parse<PredictionKind>(kind), classes, 2);
        var value = RunCase.Numbers(4 * width, i => 0.25f + i * 5 % 7 / 16f);

        var gradient = loss.Of(torch.tensor(value, [4, width]), batch).Gradient.data<float>().ToArray();

        for (var index = 0; index < value.Length; index++)
        {
            double SumAt(float change)
            {
                var moved = value.ToArray();
                moved[index] += change;
                return loss.Of(torch.tensor(moved, [4, width]), batch).Sum;
            }

            Assert.Equal((SumAt(1 / 256f) - SumAt(-1 / 256f)) * 128, gradient[index], 5e-3 * (1 + Math.Abs(gradient[index])));
        }
    }

    [Theory]
    [InlineData(Binary, "Relu", 1, "it goes from 1 to 3, and must be a probability; let the model end with Sigmoid or Softmax")]
    [InlineData(Binary, "Softmax", 3, "2 rows give the shape [2, 3]; 1 or 2 numbers for each row must come out")]
    [InlineData(Multiclass, "Softmax", 2, "2 rows give the shape [2, 2]; 3 numbers for each row must come out")]
    [InlineData(EvaluationTask.Regression, "Relu", 2, "2 rows give the shape [2, 2]; 1 number for each row must come out")]
    public void Create_OutputThatIsNoPrediction_IsRefused(EvaluationTask task, string ending, int outputs, string reason)
    {
        using var fixture = new ReplicaFixture(1, [1, 3], [0, 1]);

        var error = Assert.Throws<OnnxTrainingException>(() => fixture.Create(RunCase.Recipe(task), Ending(outputs, ending)));

        Assert.Equal($"output 'y' cannot be the prediction of {task}: {reason}", Assert.Single(error.Problems).Reason);
    }

    [Fact]
    public void Find_NoOrSeveralOrOtherOutputs_AreRefusedByName()
    {
        static string Reason(ModelProto model, string? output = null) =>
            Assert.Single(Assert.Throws<OnnxTrainingException>(() => PredictionValue.Find(model, Binary, output)).Problems).Reason;
        var two = Ending(1, "Sigmoid");
        two.Graph.Output.Add(new ValueInfoProto(two.Graph.Output[0]) { Name = "score" });
        var dictionary = Ending(1, "Sigmoid");
        dictionary.Graph.Output[0] = new ValueInfoProto { Name = "output_probability", Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence() } };
        var label = Ending(1, "Sigmoid");
        label.Graph.Output[0].Type.TensorType.ElemType = (int)DataType.Int64;

        Assert.Equal("2 outputs are tensors of FLOAT: 'y', 'score'; name the one that is the prediction", Reason(two));
        Assert.Equal("y", PredictionValue.Find(two, Binary, "y").Output);
        Assert.Equal("the model has no output 'z'; it has 'y', 'score'", Reason(two, "z"));
        Assert.Equal(
            "no output can be the prediction, which must be a tensor of FLOAT: 'output_probability' is a list of dictionaries, as ZipMap makes it "
            + "(convert the model again without it, with zipmap=False)", Reason(dictionary));
        Assert.StartsWith("output 'output_probability' is a list of dictionaries", Reason(dictionary, "output_probability"), StringComparison.Ordinal);
        Assert.Equal("no output can be the prediction, which must be a tensor of FLOAT: 'y' is a tensor of INT64", Reason(label));
    }

    [Fact]
    public void Create_InputsThatDoNotFit_NamesEveryFault()
    {
        using var fixture = new ReplicaFixture(2, [1, 2, 3, 4], [0, 1]);
        string Reasons(ModelProto model) => string.Join("; ", Assert.Throws<OnnxTrainingException>(
            () => fixture.Create(RunCase.Recipe(EvaluationTask.Regression), model)).Problems.Select(problem => problem.Reason));
        static ModelProto Sum(params OnnxDimension[] shape) => new OnnxGraphBuilder("sum", 13).Input("features", DataType.Float, shape)
            .Initializer<float>("w", [1], 1).Node("Mul", ["features", "w"], ["y"]).Output("y", DataType.Float, "N", 1).Build();
        var renamed = new OnnxGraphBuilder("sum", 13).Input("x", DataType.Float, "N", 1)
            .Initializer<float>("w", [1], 1).Node("Mul", ["x", "w"], ["y"]).Output("y", DataType.Float, "N", 1).Build();

        Assert.Equal("input 'features' is fixed to 1 rows; convert the model again with a free first dimension", Reasons(Sum(1, 2)));
        Assert.Equal("input 'features' takes [?, 3]; the rows have 2 elements for it", Reasons(Sum("N", 3)));
        Assert.Equal(
            "the rows have an input 'features' that the model does not know; it has 'x'; the rows lack the model's input 'x'", Reasons(renamed));
    }

    [Fact]
    public void Create_InputOfATypeThatRowsDoNotGive_IsRefused()
    {
        using var fixture = new ReplicaFixture(1, [1, 2], [0, 1]);
        var model = new OnnxGraphBuilder("cast", 13).Input("features", DataType.Uint16, "N", 1).Initializer<float>("w", [1], 1)
            .Node("Cast", ["features"], ["x"], OnnxAttribute.ElementType("to", DataType.Float)).Node("Mul", ["x", "w"], ["y"])
            .Output("y", DataType.Float, "N", 1).Build();
        string Reason() => Assert.Single(Assert.Throws<OnnxTrainingException>(
            () => fixture.Create(RunCase.Recipe(EvaluationTask.Regression), model)).Problems).Reason;

        Assert.Equal("input 'features' is of UINT16, which rows do not give; cast it inside the model", Reason());

        var element = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } };
        model = Ending(1, "Relu");
        model.Graph.Input.Add(new ValueInfoProto { Name = "list", Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence { ElemType = element } } });
        Assert.Equal("the rows lack the model's input 'list'", Reason());
    }

    private static ModelProto Ending(int outputs, params string[] operators)
    {
        var builder = new OnnxGraphBuilder("ending", 13).Input("features", DataType.Float, "N", 1)
            .Initializer<float>("w", RunCase.Numbers(outputs, _ => 1), 1, outputs).Initializer<long>("shape", [-1], 1).Initializer<long>("axes", [1], 1)
            .Node("MatMul", ["features", "w"], ["score"]);
        var value = "score";
        foreach (var (name, index) in operators.Select((name, index) => (name, index)))
        {
            var result = index == operators.Length - 1 ? "y" : $"value.{index}";
            string[] inputs = name switch { "Reshape" => [value, "shape"], "Squeeze" => [value, "axes"], _ => [value] };
            builder.Node(name, inputs, [result]);
            value = result;
        }

        return builder.Output("y", DataType.Float).Build();
    }
}
