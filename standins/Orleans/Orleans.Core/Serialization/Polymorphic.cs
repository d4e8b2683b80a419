using Orleans.Serialization;

namespace OrleansStandIn.Generated;

/// <summary>Values whose type is not the declared one carry its name.</summary>
internal static class Polymorphic
{
    public static void Write(ref WireWriter writer, uint idDelta, object value, Codec declared)
    {
        var codec = writer.Session.CodecProvider.GetCodec(value.GetType());
        if (codec == declared)
        {
            throw new CodecNotFoundException($"No serializer is known for {value.GetType()}. Mark it with [GenerateSerializer].");
        }
        writer.WriteHeader(idDelta, WireKind.Typed);
        writer.Session.Types.Write(ref writer, codec.WireType);
        codec.WriteObject(ref writer, 0, value);
    }

    public static T Read<T>(ref WireReader reader)
    {
        WireWriter.EnsureStack();
        var type = reader.Session.Types.Read(ref reader);
        var codec = reader.Session.CodecProvider.GetCodec(type);
        return codec.ReadObject(ref reader, reader.ReadKind()) switch
        {
            T value => value,
            null when default(T) is null => default!,
            var other => throw new SerializerException($"The data holds a {other?.GetType().ToString() ?? "null"} where a {typeof(T)} "
                + $"is expected."),
        };
    }
}
