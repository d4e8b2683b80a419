using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>Hands out the bytes behind the JSON part of a body, input by input, and checks that they fit type and shape.</summary>
internal ref struct BinaryTensors
{
    private readonly ReadOnlyMemory<byte>? _bytes;
    private int _offset;

    /// <summary>Starts before the first tensor.</summary>
    /// <param name="bytes">What follows the JSON part; null when the request announced no such part.</param>
    public BinaryTensors(ReadOnlyMemory<byte>? bytes) => _bytes = bytes;

    /// <summary>The next tensor's bytes, as a slice of the body unless they lie unaligned.</summary>
    public ReadOnlyMemory<byte> Take(InputLabel input, long size, TensorType type, long[] shape, long count)
    {
        if (_bytes is not { } bytes)
        {
            throw RequestFaults.Invalid(
                $"{input} has binary_data_size {size}, but the request has no header {InferenceHeader.Name} " +
                "that says where binary data starts.");
        }

        if (size > bytes.Length - _offset)
        {
            throw RequestFaults.Invalid(
                $"{input} has binary_data_size {size}; {bytes.Length - _offset} bytes of binary data are left in the body.");
        }

        var slice = bytes.Slice(_offset, (int)size);
        _offset += (int)size;
        Check(input, slice.Span, type, shape, count);

        // The body starts aligned to 8 bytes; a tensor behind an odd one may not, and native code may read it element by element.
        var element = type.ElementSize();
        return element > 1 && (_offset - (int)size) % element != 0 ? slice.ToArray() : slice;
    }

    /// <summary>Refuses bytes that no input asked for.</summary>
    public readonly void RequireEnd()
    {
        if (_bytes is { } bytes && _offset < bytes.Length)
        {
            throw RequestFaults.Invalid(
                $"The body has {bytes.Length} bytes behind its JSON part; the inputs ask for {_offset} with binary_data_size.");
        }
    }

    /// <summary>Refuses bytes that do not hold exactly the elements of a shape.</summary>
    public static void Check(InputLabel input, ReadOnlySpan<byte> data, TensorType type, long[] shape, long count)
    {
        if (type == TensorType.String)
        {
            CheckTexts(input, data, shape, count);
            return;
        }

        var wanted = (Int128)count * type.ElementSize();
        if (data.Length != wanted)
        {
            throw RequestFaults.Invalid(
                $"{input} has {data.Length} bytes; {type.ProtocolName()} of shape {TensorShape.Format(shape)} takes {wanted}.");
        }

        if (type == TensorType.Bool && data.IndexOfAnyExceptInRange((byte)0, (byte)1) is >= 0 and var wrong)
            throw RequestFaults.Invalid($"{input} has byte {data[wrong]} as element {wrong}; BOOL takes 0 and 1.");
    }

    private static void CheckTexts(InputLabel input, ReadOnlySpan<byte> data, long[] shape, long count)
    {
        var reader = new StringElementReader(data);
        var found = 0L;
        while (reader.TryRead(out _))
            found++;

        if (reader.RemainingBytes > 0)
        {
            throw RequestFaults.Invalid(
                $"{input} has a length prefix at element {found} that does not fit: " +
                $"{reader.RemainingBytes} bytes are left, prefix included.");
        }

        if (found != count)
            throw RequestFaults.Invalid($"{input} has {found} BYTES elements; its shape {TensorShape.Format(shape)} asks for {count}.");
    }
}
