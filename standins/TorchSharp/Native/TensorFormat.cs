namespace TorchSharp.Native;

/// <summary>
/// TorchSharp's format of tensors, fields in this order: type, rank and lengths as unsigned LEB128 numbers, then the elements as the
/// machine has them, in row-major order.
/// </summary>
internal static class TensorFormat
{
    public static void Write(torch.Tensor tensor, BinaryWriter writer)
    {
        WriteNumber(writer, (long)tensor.dtype);
        var shape = tensor.shape;
        WriteNumber(writer, shape.Length);
        foreach (var length in shape)
            WriteNumber(writer, length);

        writer.Flush();
        using var local = tensor.is_cpu() ? tensor.alias() : tensor.cpu();
        local.WriteBytesToStream(writer.BaseStream);
    }

    public static torch.Tensor Read(BinaryReader reader)
    {
        var (type, shape) = ReadHead(reader);
        var tensor = torch.empty(shape, type, torch.CPU);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }

    public static void ReadInto(torch.Tensor tensor, BinaryReader reader, bool skip)
    {
        var (type, shape) = ReadHead(reader);
        if (skip)
        {
            Skip(reader, shape.TotalSize() * type.ElementSize());
            return;
        }

        const string Hint = "Make sure that the model you are loading into is exactly the same as the origin.";
        if (type != tensor.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading: {tensor.dtype} expected, {type} found. {Hint}");
        if (!shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(
                $"Mismatched tensor shape while loading: [{string.Join(", ", tensor.shape)}] expected, [{string.Join(", ", shape)}] found. {Hint}");
        }

        using var mode = torch.no_grad();
        if (tensor.is_cpu() && tensor.is_contiguous())
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
            return;
        }

        using var local = torch.empty(shape, type, torch.CPU);
        local.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(local);
    }

    public static void WriteNumber(BinaryWriter writer, long number) => writer.Write7BitEncodedInt64(number);

    public static long ReadNumber(BinaryReader reader) => reader.Read7BitEncodedInt64();

    private static (torch.ScalarType Type, long[] Shape) ReadHead(BinaryReader reader)
    {
        var type = (torch.ScalarType)ReadNumber(reader);
        var rank = ReadNumber(reader);
        if (ElementTypes.TypeOf(type) is null || rank is < 0 or > 64)
            throw new InvalidDataException($"This is no tensor in TorchSharp's format: its type would be {(int)type} and its rank {rank}.");
        var shape = new long[rank];
        for (var axis = 0; axis < rank; axis++)
            shape[axis] = ReadNumber(reader);
        return (type, shape);
    }

    // Not every stream can seek.
    private static void Skip(BinaryReader reader, long count)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (count > 0)
        {
            var part = buffer[..(int)Math.Min(count, buffer.Length)];
            reader.BaseStream.ReadExactly(part);
            count -= part.Length;
        }
    }
}
