using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Operators.Shapes;

/// <summary>Values that stand in the graph itself.</summary>
internal static class ConstantOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Constant", 6, GradientRule.None, node =>
        {
            var value = ValueOf(node);
            return _ => [TorchTensors.FromProto(value)];
        });
        table.Add("ConstantOfShape", 9, GradientRule.None, node =>
        {
            var value = node.Tensor("value") ?? OnnxTensor.Create<float>("", [0f], 1);
            if (TorchTypes.Of(value.DataType) is null)
                throw new NotSupportedException(TorchTypes.Missing(value.DataType));

            return call => [Fill(call.Integers(0)!, value)];
        });
        table.AddUnary("Identity", 6, GradientRule.All, x => x);
    }

    // A copy, since the elements of an expanded tensor are one and the same.
    private static Tensor Fill(long[] shape, TensorProto value) =>
        TorchTensors.FromProto(value).reshape([.. Enumerable.Repeat(1L, shape.Length)]).expand(shape).clone();

    /// <summary>The tensor of a Constant node, whichever attribute holds it.</summary>
    /// <exception cref="NotSupportedException">The node holds texts, a sparse tensor or a type that torch lacks.</exception>
    public static TensorProto ValueOf(NodeReader node)
    {
        var value = node.Tensor("value")
            ?? (node.Numbers("value_floats") is { } floats ? OnnxTensor.Create<float>("", floats, floats.Length) : null)
            ?? (node.Integers("value_ints") is { } integers ? OnnxTensor.Create<long>("", integers, integers.Length) : null);
        foreach (var attribute in value is null ? node.Proto.Attribute : [])
        {
            value ??= attribute.Name switch
            {
                "value_float" => OnnxTensor.Create<float>("", [attribute.F]),
                "value_int" => OnnxTensor.Create<long>("", [attribute.I]),
                var other => throw new NotSupportedException($"a constant in '{other}' is not supported; only tensors and numbers are"),
            };
        }

        if (value is null)
            throw new NotSupportedException("the attribute 'value' is missing");

        return TorchTypes.Of(value.DataType) is not null ? value : throw new NotSupportedException(TorchTypes.Missing(value.DataType));
    }
}
