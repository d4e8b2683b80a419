using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Arrays of elements that have codecs of their own.</summary>
internal sealed class ArrayCodec<T> : ReferenceCodec<T[]>
{
    private Codec<T> _element = null!;

    public override void Initialize(CodecProvider provider) => _element = provider.GetCodec<T>();

    internal override void WriteBody(ref WireWriter writer, uint idDelta, T[] value)
    {
        WireWriter.EnsureStack();
        writer.WriteHeader(idDelta, WireKind.TrackedFields);
        writer.WriteVarUInt64(0U, (ulong)value.Length);
        uint delta = 2;
        foreach (var element in value)
        {
            _element.Write(ref writer, delta, element);
            delta = 0;
        }

        writer.WriteEnd();
    }

    internal override T[] ReadBody(ref WireReader reader, WireKind kind, int reference)
    {
        if (kind is not (WireKind.TrackedFields or WireKind.Fields)) throw reader.Unexpected(kind, $"an array of {typeof(T)}");
        WireWriter.EnsureStack();
        T[] result = [];
        uint id = 0;
        var read = 0;
        while (reader.ReadField(ref id, out var fieldKind))
        {
            if (id == 0)
            {
                result = new T[reader.ReadCount(fieldKind)];
                reader.Session.Read.Record(reference, result);
            }
            else if (id == 2)
            {
                if (read >= result.Length) throw reader.Malformed($"more than the announced {result.Length} elements of {typeof(T)}");
                result[read++] = _element.Read(ref reader, fieldKind);
            }
            else
            {
                reader.Skip(fieldKind);
            }
        }

        reader.ReadEnd();
        return read == result.Length ? result : throw reader.Malformed($"{read} of the announced {result.Length} elements of {typeof(T)}");
    }

    internal override T[] CopyBody(T[] value, CopyContext context)
    {
        if (value.Length == 0) return value;
        WireWriter.EnsureStack();
        var result = new T[value.Length];
        context.RecordCopy(value, result);
        if (_element.IsShareable)
        {
            value.CopyTo(result, 0);
            return result;
        }

        for (var i = 0; i < value.Length; i++) result[i] = _element.Copy(value[i], context);
        return result;
    }
}
