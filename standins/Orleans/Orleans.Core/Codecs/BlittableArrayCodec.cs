using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>Arrays of plain numbers, in one piece.</summary>
internal sealed class BlittableArrayCodec<T> : ReferenceCodec<T[]>
    where T : unmanaged
{
    internal override void WriteBody(ref WireWriter writer, uint idDelta, T[] value)
        => Blittable.Write<T>(ref writer, idDelta, value, WireKind.TrackedBytes);

    internal override T[] ReadBody(ref WireReader reader, WireKind kind, int reference)
    {
        var result = Blittable.Read<T>(ref reader, kind).ToArray();
        reader.Session.Read.Record(reference, result);
        return result;
    }

    internal override T[] CopyBody(T[] value, CopyContext context)
    {
        if (value.Length == 0) return value;
        var result = value.AsSpan().ToArray();
        context.RecordCopy(value, result);
        return result;
    }
}
