using System.Runtime.InteropServices;
using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>Lists of plain numbers, in one piece.</summary>
internal sealed class BlittableListCodec<T> : ReferenceCodec<List<T>>
    where T : unmanaged
{
    internal override void WriteBody(ref WireWriter writer, uint idDelta, List<T> value)
        => Blittable.Write<T>(ref writer, idDelta, CollectionsMarshal.AsSpan(value), WireKind.TrackedBytes);

    internal override List<T> ReadBody(ref WireReader reader, WireKind kind, int reference)
    {
        var values = Blittable.Read<T>(ref reader, kind);
        var result = new List<T>(values.Length);
        result.AddRange(values);
        reader.Session.Read.Record(reference, result);
        return result;
    }

    internal override List<T> CopyBody(List<T> value, CopyContext context)
    {
        var result = new List<T>(value);
        context.RecordCopy(value, result);
        return result;
    }
}
