using System.Collections.Frozen;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Frozen dictionaries are abstract: the type on the wire is the abstract one.</summary>
internal sealed class FrozenDictionaryCodec<TKey, TValue> : Codec<FrozenDictionary<TKey, TValue>>
    where TKey : notnull
{
    private Codec<Dictionary<TKey, TValue>> _dictionary = null!;

    public override void Initialize(CodecProvider provider) => _dictionary = provider.GetCodec<Dictionary<TKey, TValue>>();

    public override void Write(ref WireWriter writer, uint idDelta, FrozenDictionary<TKey, TValue> value)
        => _dictionary.Write(ref writer, idDelta, value is null ? null! : new(value, value.Comparer));

    public override FrozenDictionary<TKey, TValue> Read(ref WireReader reader, WireKind kind)
        => _dictionary.Read(ref reader, kind) is { } values ? values.ToFrozenDictionary(values.Comparer) : null!;

    public override FrozenDictionary<TKey, TValue> Copy(FrozenDictionary<TKey, TValue> value, CopyContext context)
        => value is null ? null! : _dictionary.Copy(new(value, value.Comparer), context).ToFrozenDictionary(value.Comparer);
}

/// <summary>Frozen sets are abstract: the type on the wire is the abstract one.</summary>
internal sealed class FrozenSetCodec<T> : Codec<FrozenSet<T>>
{
    private Codec<HashSet<T>> _set = null!;

    public override void Initialize(CodecProvider provider) => _set = provider.GetCodec<HashSet<T>>();

    public override void Write(ref WireWriter writer, uint idDelta, FrozenSet<T> value)
        => _set.Write(ref writer, idDelta, value is null ? null! : new(value, value.Comparer));

    public override FrozenSet<T> Read(ref WireReader reader, WireKind kind)
        => _set.Read(ref reader, kind) is { } values ? values.ToFrozenSet(values.Comparer) : null!;

    public override FrozenSet<T> Copy(FrozenSet<T> value, CopyContext context)
        => value is null ? null! : _set.Copy(new(value, value.Comparer), context).ToFrozenSet(value.Comparer);
}
