using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Memory of any elements, as an array.</summary>
internal sealed class MemoryCodec<T> : Codec<Memory<T>>
{
    private Codec<ReadOnlyMemory<T>> _memory = null!;

    public override void Initialize(CodecProvider provider) => _memory = provider.GetCodec<ReadOnlyMemory<T>>();

    public override void Write(ref WireWriter writer, uint idDelta, Memory<T> value) => _memory.Write(ref writer, idDelta, value);

    public override Memory<T> Read(ref WireReader reader, WireKind kind)
        => System.Runtime.InteropServices.MemoryMarshal.AsMemory(_memory.Read(ref reader, kind));

    public override Memory<T> Copy(Memory<T> value, CopyContext context)
        => System.Runtime.InteropServices.MemoryMarshal.AsMemory(_memory.Copy(value, context));
}

/// <summary>Memory of plain numbers, in one piece.</summary>
internal sealed class BlittableMemoryCodec<T> : Codec<ReadOnlyMemory<T>>
    where T : unmanaged
{
    public override void Write(ref WireWriter writer, uint idDelta, ReadOnlyMemory<T> value)
        => Blittable.Write(ref writer, idDelta, value.Span, WireKind.Bytes);

    public override ReadOnlyMemory<T> Read(ref WireReader reader, WireKind kind) => Blittable.Read<T>(ref reader, kind).ToArray();

    public override ReadOnlyMemory<T> Copy(ReadOnlyMemory<T> value, CopyContext context) => value.ToArray();
}

/// <summary>Memory of other elements, as an array.</summary>
internal sealed class ReadOnlyMemoryCodec<T> : Codec<ReadOnlyMemory<T>>
{
    private Codec<T[]> _array = null!;

    public override void Initialize(CodecProvider provider) => _array = provider.GetCodec<T[]>();

    public override void Write(ref WireWriter writer, uint idDelta, ReadOnlyMemory<T> value)
        => _array.Write(ref writer, idDelta, value.ToArray());

    public override ReadOnlyMemory<T> Read(ref WireReader reader, WireKind kind) => _array.Read(ref reader, kind);

    public override ReadOnlyMemory<T> Copy(ReadOnlyMemory<T> value, CopyContext context) => _array.Copy(value.ToArray(), context);
}

/// <summary>A part of an array, as an array of its own.</summary>
internal sealed class ArraySegmentCodec<T> : Codec<ArraySegment<T>>
{
    private Codec<ReadOnlyMemory<T>> _memory = null!;

    public override void Initialize(CodecProvider provider) => _memory = provider.GetCodec<ReadOnlyMemory<T>>();

    public override void Write(ref WireWriter writer, uint idDelta, ArraySegment<T> value)
    {
        if (value.Array is null) writer.WriteHeader(idDelta, WireKind.Null);
        else _memory.Write(ref writer, idDelta, value.AsMemory());
    }

    public override ArraySegment<T> Read(ref WireReader reader, WireKind kind)
        => kind == WireKind.Null
            || !System.Runtime.InteropServices.MemoryMarshal.TryGetArray(_memory.Read(ref reader, kind), out var segment) ? default
                : segment;

    public override ArraySegment<T> Copy(ArraySegment<T> value, CopyContext context)
        => value.Array is null
            || !System.Runtime.InteropServices.MemoryMarshal.TryGetArray(_memory.Copy(value.AsMemory(), context), out var segment) ? default
                : segment;
}
