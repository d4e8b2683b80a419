using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>By which generated code finds the codecs of members and base classes.</summary>
public static class CodecLookup
{
    /// <summary>For generated code: returns the codec of a type, and throws if there is none.</summary>
    public static Codec<T> Get<T>(CodecProvider provider) => provider.GetCodec<T>();

    /// <summary>For generated code: returns the codec of a base class, and throws if it was not generated.</summary>
    public static ClassCodec<T> GetClass<T>(CodecProvider provider)
        where T : class
        => provider.GetCodec<T>() as ClassCodec<T> ?? throw new Orleans.Serialization.CodecNotFoundException(
            $"The base class {typeof(T)} has no generated serializer. Mark it with [GenerateSerializer], or with "
                + $"[SerializerTransparent] if it has no state.");
}
