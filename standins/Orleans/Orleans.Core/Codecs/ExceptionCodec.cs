using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>
/// Exceptions. One with generated code travels with its own members after those of <see cref="Exception"/>; any other keeps type, message,
/// stack trace, inner exception, data and result code. Where the type is not known it comes out as an
/// <see cref="UnavailableExceptionFallbackException"/>.
/// </summary>
internal sealed class ExceptionCodec<T> : Codec<T>
    where T : Exception
{
    private ExceptionFields _fields = null!;

    public override bool IsShareable => true;

    internal override Type WireType => typeof(Exception);

    public override void Initialize(CodecProvider provider) => _fields = ExceptionFields.Get(provider);

    public override void Write(ref WireWriter writer, uint idDelta, T value)
    {
        if (value is null)
        {
            writer.WriteHeader(idDelta, WireKind.Null);
            return;
        }

        WireWriter.EnsureStack();
        if (value.GetType() != typeof(T) && writer.Session.CodecProvider.GetCodec(value.GetType()) is { } codec
            && codec.WireType != typeof(Exception))
        {
            writer.WriteHeader(idDelta, WireKind.Typed);
            writer.Session.Types.Write(ref writer, codec.WireType);
            codec.WriteObject(ref writer, 0, value);
            return;
        }

        if (!writer.Session.CodecProvider.ExceptionTypes.IsSupported(value.GetType()))
        {
            throw new CodecNotFoundException(
                $"No serializer is known for the exception {value.GetType()}. Mark it with [GenerateSerializer], or add its namespace "
                    + $"to {nameof(ExceptionSerializationOptions)}.{nameof(ExceptionSerializationOptions.SupportedNamespacePrefixes)}.");
        }

        writer.WriteHeader(idDelta, WireKind.Fields);
        _fields.Write(ref writer, value, ExceptionTypes.GetName(value));
        writer.WriteEnd();
    }

    public override T Read(ref WireReader reader, WireKind kind) => ReadException(ref reader, kind) switch
    {
        null => null!,
        T exception => exception,
        var other => throw new SerializerException($"The data holds a {other.GetType()} where a {typeof(T)} is expected: {other}", other),
    };

    public override T Copy(T value, CopyContext context) => value;

    internal override void WriteObject(ref WireWriter writer, uint idDelta, object? value) => Write(ref writer, idDelta, (T)value!);

    internal override object? ReadObject(ref WireReader reader, WireKind kind) => ReadException(ref reader, kind);

    private Exception? ReadException(ref WireReader reader, WireKind kind)
    {
        WireWriter.EnsureStack();
        switch (kind)
        {
            case WireKind.Null:
                return null;
            case WireKind.Reference:
                return (Exception)reader.Session.Read.ResolveObject<T>(ref reader, this);
            case WireKind.Typed:
                var type = reader.Session.Types.Read(ref reader, out var name);
                kind = reader.ReadKind();
                if (type is not null) return (Exception?)reader.Session.CodecProvider.GetCodec(type).ReadObject(ref reader, kind);
                return ReadUnknown(ref reader, kind, name);
            case WireKind.Fields:
                var content = _fields.Read(ref reader, out _);
                reader.ReadEnd();
                return content.ToException(reader.Session.CodecProvider.ExceptionTypes);
            default:
                throw reader.Unexpected(kind, "an exception");
        }
    }

    private UnavailableExceptionFallbackException ReadUnknown(ref WireReader reader, WireKind kind, string name)
    {
        if (kind == WireKind.TrackedFields) reader.Session.Read.Reserve();
        else if (kind != WireKind.Fields) throw reader.Unexpected(kind, "an exception");
        var content = _fields.Read(ref reader, out var more);
        while (more)
        {
            uint id = 0;
            while (reader.ReadField(ref id, out kind)) reader.Skip(kind);
            more = kind == WireKind.EndBase;
        }

        reader.ReadEnd();
        return content.ToFallback(name);
    }
}
