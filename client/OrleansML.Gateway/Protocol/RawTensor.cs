using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>Finds the shape of a tensor that came as bare bytes, from the model's schema and the number of bytes.</summary>
internal static class RawTensor
{
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the bytes fit no shape that the input allows.
    /// </exception>
    public static Tensor Create(TensorMetadata input, ReadOnlyMemory<byte> data)
    {
        var label = new InputLabel(input.Name, 0);
        var shape = Shape(input, data.Length);
        BinaryTensors.Check(label, data.Span, input.Type, shape, TensorShape.ElementCount(shape));
        return new Tensor(input.Name, input.Type, shape, data);
    }

    private static long[] Shape(TensorMetadata input, int bytes)
    {
        var shape = (long[])input.Shape.Clone();
        if (input.Type == TensorType.String)
        {
            // One body is one text, so every free axis has length 1.
            shape.AsSpan().Replace(-1, 1);
            return shape;
        }

        var free = shape.AsSpan().Count(-1);
        if (free > 1 && shape[0] == -1)
        {
            // The first axis counts rows; a bare tensor is then one row.
            shape[0] = 1;
            free--;
        }

        if (free > 1)
        {
            throw RequestFaults.Invalid(
                $"Input '{input.Name}' has shape {TensorShape.Format(input.Shape)}; a bare tensor can fill only one axis of free length.");
        }

        if (free == 1)
        {
            var axis = Array.IndexOf(shape, -1);
            shape[axis] = 1;
            var unit = TensorShape.ElementCount(shape) * input.Type.ElementSize();
            shape[axis] = unit == 0 ? 0 : bytes / unit;
        }

        return shape;
    }
}
