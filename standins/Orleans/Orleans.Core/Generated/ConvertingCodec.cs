using Orleans;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>A codec of a type that is sent as a surrogate.</summary>
internal sealed class ConvertingCodec<TValue, TSurrogate>(IConverter<TValue, TSurrogate> converter) : Codec<TValue>
    where TSurrogate : struct
{
    private Codec<TSurrogate> _surrogate = null!;

    public override void Initialize(CodecProvider provider) => _surrogate = provider.GetCodec<TSurrogate>();

    public override void Write(ref WireWriter writer, uint idDelta, TValue value)
    {
        if (value is null)
        {
            writer.WriteHeader(idDelta, WireKind.Null);
        }
        else if (typeof(TValue).IsValueType)
        {
            _surrogate.Write(ref writer, idDelta, converter.ConvertToSurrogate(in value));
        }
        else if (value.GetType() != typeof(TValue))
        {
            Polymorphic.Write(ref writer, idDelta, value, this);
        }
        else if (!writer.TryWriteReference(idDelta, value))
        {
            writer.WriteHeader(idDelta, WireKind.TrackedFields);
            _surrogate.Write(ref writer, 0, converter.ConvertToSurrogate(in value));
            writer.WriteEnd();
        }
    }

    public override TValue Read(ref WireReader reader, WireKind kind)
    {
        switch (kind)
        {
            case WireKind.Null:
                return default!;
            case WireKind.Reference:
                return (TValue)reader.Session.Read.ResolveObject(ref reader, this);
            case WireKind.Typed:
                return Polymorphic.Read<TValue>(ref reader);
            case WireKind.TrackedFields:
                var reference = reader.Session.Read.Reserve();
                var surrogate = _surrogate.Read(ref reader, reader.ReadKind());
                reader.ReadEnd();
                var value = converter.ConvertFromSurrogate(in surrogate);
                reader.Session.Read.Record(reference, value!);
                return value;
            default:
                var inline = _surrogate.Read(ref reader, kind);
                return converter.ConvertFromSurrogate(in inline);
        }
    }

    public override TValue Copy(TValue value, CopyContext context)
    {
        if (value is null) return value;
        if (typeof(TValue).IsValueType) return Convert(value, context);
        if (context.TryGetCopy<object>(value, out var known)) return (TValue)known!;
        if (value.GetType() != typeof(TValue)) return (TValue)context.CodecProvider.GetCodec(value.GetType()).CopyObject(value, context)!;
        var result = Convert(value, context);
        context.RecordCopy(value, result!);
        return result;
    }

    private TValue Convert(TValue value, CopyContext context)
    {
        var surrogate = _surrogate.Copy(converter.ConvertToSurrogate(in value), context);
        return converter.ConvertFromSurrogate(in surrogate);
    }
}
