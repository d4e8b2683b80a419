using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>Values of interfaces, abstract classes and <see cref="object"/>: always with the name of their type.</summary>
internal sealed class AbstractCodec<T> : Codec<T>
    where T : class
{
    public override void Write(ref WireWriter writer, uint idDelta, T value)
    {
        if (value is null) writer.WriteHeader(idDelta, WireKind.Null);
        else if (value.GetType() == typeof(object)) WritePlainObject(ref writer, idDelta);
        else Polymorphic.Write(ref writer, idDelta, value, this);
    }

    public override T Read(ref WireReader reader, WireKind kind) => kind switch
    {
        WireKind.Null => null!,
        WireKind.Typed => Polymorphic.Read<T>(ref reader),
        WireKind.Fields when typeof(T) == typeof(object) => ReadPlainObject(ref reader),
        _ => throw reader.Unexpected(kind, $"a type that is or derives from {typeof(T)}"),
    };

    public override T Copy(T value, CopyContext context)
        => value is null || value.GetType() == typeof(object) ? value!
            : (T)context.CodecProvider.GetCodec(value.GetType()).CopyObject(value, context)!;

    private static void WritePlainObject(ref WireWriter writer, uint idDelta)
    {
        writer.WriteHeader(idDelta, WireKind.Fields);
        writer.WriteEnd();
    }

    private static T ReadPlainObject(ref WireReader reader)
    {
        reader.ReadEnd();
        return (T)new object();
    }
}
