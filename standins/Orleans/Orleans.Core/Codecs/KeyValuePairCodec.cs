using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Pairs of key and value.</summary>
internal sealed class KeyValuePairCodec<TKey, TValue> : Codec<KeyValuePair<TKey, TValue>>
{
    private Codec<(TKey, TValue)> _pair = null!;

    public override bool IsShareable => _pair.IsShareable;

    public override void Initialize(CodecProvider provider) => _pair = provider.GetCodec<(TKey, TValue)>();

    public override void Write(ref WireWriter writer, uint idDelta, KeyValuePair<TKey, TValue> value)
        => _pair.Write(ref writer, idDelta, (value.Key, value.Value));

    public override KeyValuePair<TKey, TValue> Read(ref WireReader reader, WireKind kind)
    {
        var (key, value) = _pair.Read(ref reader, kind);
        return new(key, value);
    }

    public override KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> value, CopyContext context)
    {
        var (key, element) = _pair.Copy((value.Key, value.Value), context);
        return new(key, element);
    }
}
