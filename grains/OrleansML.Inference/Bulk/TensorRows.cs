using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>Parts of tensors whose first axis counts rows.</summary>
internal static class TensorRows
{
    /// <summary>Some of the rows, without a copy.</summary>
    /// <param name="tensor">At least one axis, and as many bytes as its shape asks for.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    public static Tensor Slice(Tensor tensor, int first, int count)
    {
        var shape = (long[])tensor.Shape.Clone();
        var perRow = shape[0] == 0 ? 0 : (int)(tensor.ElementCount / shape[0]);
        shape[0] = count;
        if (tensor.Type != TensorType.String)
        {
            var bytes = perRow * tensor.Type.ElementSize();
            return new Tensor(tensor.Name, tensor.Type, shape, tensor.Data.Slice(first * bytes, count * bytes));
        }

        var reader = new StringElementReader(tensor.Data.Span);
        var start = tensor.Data.Length - Skip(ref reader, first * perRow);
        var end = tensor.Data.Length - Skip(ref reader, count * perRow);
        return new Tensor(tensor.Name, tensor.Type, shape, tensor.Data[start..end]);
    }

    private static int Skip(ref StringElementReader reader, int texts)
    {
        for (var text = 0; text < texts; text++)
            reader.TryRead(out _);
        return reader.RemainingBytes;
    }
}
