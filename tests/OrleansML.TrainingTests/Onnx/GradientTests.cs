using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Operators;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>Gradients of all operators beside central differences in double precision.</summary>
public class GradientTests
{
    private const double Step = 1e-6;
    private const double Tolerance = 1e-6;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var index = 0; index < GradientCases.All.Count; index++)
                data.Add(index, GradientCases.All[index].ToString());
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_Operator_AgreesWithCentralDifferences(int index, string name)
    {
        using var scope = torch.NewDisposeScope();
        var tested = GradientCases.All[index];
        using var graph = TorchGraph.Load(tested.Build());
        tested.Loss(graph).backward();
        var gradients = graph.Parameters.Select(entry => TorchTensorAssert.ToDoubles(entry.Parameter.grad!)).ToList();

        using var noGradients = torch.no_grad();
        for (var weight = 0; weight < graph.Parameters.Count; weight++)
        {
            var (input, parameter) = graph.Parameters[weight];
            for (var element = 0; element < gradients[weight].Length; element++)
            {
                var gradient = gradients[weight][element];
                var above = Shifted(tested, graph, parameter, element, Step);
                var difference = (above - Shifted(tested, graph, parameter, element, -Step)) / (2 * Step);
                var isClose = Math.Abs(difference - gradient) <= Tolerance * Math.Max(1, Math.Abs(difference));
                Assert.True(isClose, $"{name}: {input}[{element}] has the gradient {gradient:R}, differences give {difference:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_Operator_TrainsEveryInputWithGradient(int index, string name)
    {
        var tested = GradientCases.All[index];
        using var graph = TorchGraph.Load(tested.Build());

        var expected = tested.Inputs
            .Select((input, position) => (input.Tensor, Name: $"input{position}", Position: position))
            .Where(input => input.Tensor is { DataType: (int)TensorProto.Types.DataType.Double, Dims.Count: > 0 })
            .Where(input => tested.Operator != "BatchNormalization" || input.Position < 3)
            .Select(input => input.Name);
        Assert.True(expected.SequenceEqual(graph.Parameters.Select(entry => entry.Name)), name);
    }

    [Fact]
    public void Cases_AllOperatorsWithGradient_AreTested()
    {
        var withGradient = OperatorTable.Default.All
            .Where(definition => definition.Gradient != GradientRule.None && definition.Gradient != GradientRule.Settings);

        Assert.Empty(withGradient.Select(definition => definition.Name).Except(GradientCases.All.Select(tested => tested.Operator)));
    }

    private static double Shifted(GradientCase tested, TorchGraph graph, Tensor parameter, int element, double by)
    {
        using var scope = torch.NewDisposeScope();
        var flat = parameter.view(-1);
        var original = flat[element].item<double>();
        flat[element] = torch.tensor(original + by);
        var loss = tested.Loss(graph).item<double>();
        flat[element] = torch.tensor(original);
        return loss;
    }
}
