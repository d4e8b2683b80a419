using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>What every exception carries.</summary>
internal sealed class ExceptionFields
{
    private readonly Codec<Exception> _exception;
    private readonly Codec<Exception[]> _exceptions;
    private readonly Codec<Dictionary<object, object?>> _data;
    private readonly CodecProvider _provider;

    private ExceptionFields(CodecProvider provider)
    {
        _provider = provider;
        _exception = provider.GetCodec<Exception>();
        _exceptions = provider.GetCodec<Exception[]>();
        _data = provider.GetCodec<Dictionary<object, object?>>();
    }

    public static ExceptionFields Get(CodecProvider provider) => new(provider);

    public void Write(ref WireWriter writer, Exception value, string? typeName)
    {
        writer.WriteString(0, ExceptionContent.GetMessage(value));
        writer.WriteString(1, value.StackTrace);
        _exception.Write(ref writer, 1, value.InnerException!);
        writer.WriteVarInt64(1, value.HResult);
        var delta = 1u;
        if (GetSerializableData(value) is { } data)
        {
            _data.Write(ref writer, 1, data);
            delta = 0;
        }

        delta++;
        if (typeName is null) return;
        writer.WriteString(delta, typeName);
        if (value is AggregateException aggregate) _exceptions.Write(ref writer, 1, [.. aggregate.InnerExceptions]);
    }

    /// <param name="reader">Reads the fields.</param>
    /// <param name="more">Whether fields of a derived class follow.</param>
    public ExceptionContent Read(ref WireReader reader, out bool more)
    {
        var content = new ExceptionContent();
        uint id = 0;
        WireKind kind;
        while (reader.ReadField(ref id, out kind))
        {
            switch (id)
            {
                case 0:
                    content.Message = reader.ReadString(kind);
                    break;
                case 1:
                    content.StackTrace = reader.ReadString(kind);
                    break;
                case 2:
                    content.InnerException = _exception.Read(ref reader, kind);
                    break;
                case 3:
                    content.HResult = unchecked((int)reader.ReadSigned(kind));
                    break;
                case 4:
                    content.Data = _data.Read(ref reader, kind);
                    break;
                case 5:
                    content.TypeName = reader.ReadString(kind);
                    break;
                case 6:
                    content.InnerExceptions = _exceptions.Read(ref reader, kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        more = kind == WireKind.EndBase;
        return content;
    }

    /// <summary>Returns the entries of the exception's data that can be serialized, or null if there are none.</summary>
    private Dictionary<object, object?>? GetSerializableData(Exception value)
    {
        if (value.Data.Count == 0) return null;
        var data = new Dictionary<object, object?>();
        foreach (System.Collections.DictionaryEntry entry in value.Data)
        {
            if (_provider.TryGetCodec(entry.Key.GetType()) is not null
                && (entry.Value is null || _provider.TryGetCodec(entry.Value.GetType()) is not null))
            {
                data.Add(entry.Key, entry.Value);
            }
        }

        return data;
    }
}
