using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Operators.Arithmetic;

/// <summary>Changes of the element type; gradients flow between floating-point types of torch.</summary>
internal static class CastOperators
{
    public static void AddTo(OperatorTable table)
    {
        var toFloat = GradientRule.All.When(node => TorchTypes.IsFloatingPoint(node.RequiredInteger("to")));
        table.AddUnary("Cast", 6, toFloat, Cast, CarriedRule.Any(node => CarriedTypes.Of(node.RequiredInteger("to"))));
        var toTorch = GradientRule.Inputs(0).When(node => node.Carried(1) is null);
        table.Add("CastLike", 15, toTorch, CastLike, CarriedRule.Any(node => node.Carried(1)));
    }

    private static Func<Tensor, Tensor> Cast(NodeReader node)
    {
        var (cast, source) = (Read(node, node.ElementType("to")), node.Carried(0));
        return source == DataType.String && cast.Target == DataType.Bool
            ? throw new NotSupportedException(ElementCast.TextsAreNoTruth)
            : x => cast.Apply(x, source);
    }

    private static Kernel CastLike(NodeReader node)
    {
        var source = node.Carried(0);
        if (node.Carried(1) is { } target)
        {
            var cast = Read(node, target);
            return call => [cast.Apply(call[0], source)];
        }

        if (source is null)
            return call => [call[0].to_type(call[1].dtype)];

        return call => [Read(node, TorchTypes.OnnxTypeOf(call[1].dtype)).Apply(call[0], source)];
    }

    private static ElementCast Read(NodeReader node, DataType target)
    {
        var mode = node.Text("round_mode", "up");
        return ScaleFloat.RoundModes.Contains(mode)
            ? new ElementCast(target, node.Flag("saturate", true), mode)
            : throw new NotSupportedException($"round_mode is '{mode}'; supported: {string.Join(", ", ScaleFloat.RoundModes)}");
    }
}
