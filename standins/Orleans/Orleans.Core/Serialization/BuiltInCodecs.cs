using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Makes the codecs of types that need no generated code.</summary>
internal static class BuiltInCodecs
{
    public static Codec? TryCreate(Type type, CodecProvider provider)
    {
        _ = provider;
        if (type.IsInterface || type.IsAbstract || type == typeof(object)) return CodecProvider.Instantiate(typeof(AbstractCodec<>), [type]);
        return null;
    }
}
