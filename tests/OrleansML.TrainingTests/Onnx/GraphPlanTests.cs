using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Graph;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>The order of steps and when values are freed.</summary>
public class GraphPlanTests
{
    [Fact]
    public void Steps_ValueUsedTwice_IsReleasedAfterItsLastUseOnly()
    {
        var model = new OnnxGraphBuilder("uses", 13).Input("x", DataType.Float, 2)
            .Node("Neg", ["x"], ["a"])
            .Node("Exp", ["a"], ["b"])
            .Node("Add", ["a", "b"], ["c"])
            .Node("Mul", ["c", "c"], ["y"])
            .Node("Log", ["y"], ["z"])
            .Output("y", DataType.Float, 2).Output("z", DataType.Float, 2).Build();
        var reader = new GraphReader(model, TorchGraphOptions.Inference).Read();

        using var plan = new GraphPlan(reader, [], []);

        // Neither the input nor an output is released.
        Assert.Equal(
            ["Neg:", "Exp:", "Add:a,b", "Mul:c", "Log:"],
            plan.Steps.Select(step => $"{step.Node.Operator}:{string.Join(',', step.Releases.Select(slot => NameOf(plan, slot)))}"));
    }

    private static string NameOf(GraphPlan plan, int slot)
    {
        var maker = plan.Steps.Single(step => step.Outputs.Contains(slot));
        return maker.Node.Proto.Output[Array.IndexOf(maker.Outputs, slot)];
    }
}
