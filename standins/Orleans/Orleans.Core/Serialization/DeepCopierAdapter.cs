using Orleans.Serialization.Serializers;
using OrleansStandIn.Generated;

namespace Orleans.Serialization.Cloning;

/// <summary>Offers a codec as a copier.</summary>
internal sealed class DeepCopierAdapter<T>(CodecProvider provider) : IDeepCopier<T>
{
    private readonly Codec<T> _codec = provider.GetCodec<T>();

    public T DeepCopy(T input, CopyContext context) => _codec.Copy(input, context);
}
