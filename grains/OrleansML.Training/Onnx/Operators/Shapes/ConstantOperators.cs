using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

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
        }, CarriedRule.Any(node => CarriedTypes.Of(ValueOf(node).DataType)));
        table.Add("ConstantOfShape", 9, GradientRule.None, node =>
        {
            var value = FillerOf(node);
            return call => [Fill(call.Integers(0)!, value)];
        }, CarriedRule.Gives(node => CarriedTypes.Of(FillerOf(node).DataType)));
        table.AddUnary("Identity", 6, GradientRule.All, x => x, CarriedRule.Any(node => node.Carried(0)));
    }

    private static TensorProto FillerOf(NodeReader node)
    {
        var value = node.Tensor("value") ?? OnnxTensor.Create<float>("", [0f], 1);
        return TorchTypes.StoredAs(value.DataType) is not null && value.DataType != (int)DataType.String
            ? value
            : throw new NotSupportedException(TorchTypes.Missing(value.DataType));
    }

    // A copy, since the elements of an expanded tensor are one and the same.
    private static Tensor Fill(long[] shape, TensorProto value) =>
        TorchTensors.FromProto(value).reshape([.. Enumerable.Repeat(1L, shape.Length)]).expand(shape).clone();

    /// <summary>The tensor of a Constant node, whichever attribute holds it.</summary>
    /// <exception cref="NotSupportedException">The node holds a sparse tensor or complex numbers.</exception>
    public static TensorProto ValueOf(NodeReader node)
    {
        var value = node.Tensor("value")
            ?? (node.Numbers("value_floats") is { } floats ? OnnxTensor.Create<float>("", floats, floats.Length) : null)
            ?? (node.Texts("value_strings") is { } texts ? OnnxTensor.CreateStrings("", texts, texts.Length) : null)
            ?? (node.Integers("value_ints") is { } integers ? OnnxTensor.Create<long>("", integers, integers.Length) : null);
        foreach (var attribute in value is null ? node.Proto.Attribute : [])
        {
            value ??= attribute.Name switch
            {
                "value_float" => OnnxTensor.Create<float>("", [attribute.F]),
                "value_string" => OnnxTensor.CreateStrings("", [attribute.S.ToStringUtf8()]),
                "value_int" => OnnxTensor.Create<long>("", [attribute.I]),
                var other => throw new NotSupportedException(
                    $"a constant in '{other}' is not supported; only tensors, numbers and texts are"),
            };
        }

        if (value is null)
            throw new NotSupportedException("the attribute 'value' is missing");

        return TorchTypes.StoredAs(value.DataType) is not null
            ? value
            : throw new NotSupportedException(TorchTypes.Missing(value.DataType));
    }
}
