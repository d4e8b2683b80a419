using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Operators.Arithmetic;

/// <summary>Changes of the element type; gradients flow between floating-point types.</summary>
internal static class CastOperators
{
    public static void AddTo(OperatorTable table)
    {
        var toFloat = GradientRule.All.When(node => TorchTypes.IsFloatingPoint(node.RequiredInteger("to")));
        table.AddUnary("Cast", 6, toFloat, node =>
        {
            var type = node.ElementType("to");
            return x => x.to_type(type);
        });
        table.Add("CastLike", 15, GradientRule.Inputs(0), _ => call => [call[0].to_type(call[1].dtype)]);
    }
}
