using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

internal sealed class ImmutableListCodec<T> : SequenceCodec<ImmutableList<T>, T>
{
    protected override bool IsPersistent => true;

    protected override int GetCount(ImmutableList<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(ImmutableList<T> collection) => collection;

    protected override ImmutableList<T> CreateFrom(T[] elements, object? comparer) => ImmutableList.Create(elements);
}

internal sealed class ImmutableHashSetCodec<T> : SequenceCodec<ImmutableHashSet<T>, T>
{
    protected override bool IsPersistent => true;

    protected override object? GetComparer(ImmutableHashSet<T> collection) => collection.KeyComparer;

    protected override int GetCount(ImmutableHashSet<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(ImmutableHashSet<T> collection) => collection;

    protected override ImmutableHashSet<T> CreateFrom(T[] elements, object? comparer)
        => ImmutableHashSet.Create((IEqualityComparer<T>?)comparer, elements);
}

internal sealed class ImmutableSortedSetCodec<T> : SequenceCodec<ImmutableSortedSet<T>, T>
{
    protected override bool IsPersistent => true;

    protected override object? GetComparer(ImmutableSortedSet<T> collection) => collection.KeyComparer;

    protected override int GetCount(ImmutableSortedSet<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(ImmutableSortedSet<T> collection) => collection;

    protected override ImmutableSortedSet<T> CreateFrom(T[] elements, object? comparer)
        => ImmutableSortedSet.Create((IComparer<T>?)comparer, elements);
}

internal sealed class ImmutableQueueCodec<T> : SequenceCodec<ImmutableQueue<T>, T>
{
    protected override bool IsPersistent => true;

    protected override int GetCount(ImmutableQueue<T> collection) => collection.Count();

    protected override IEnumerable<T> GetElements(ImmutableQueue<T> collection) => collection;

    protected override ImmutableQueue<T> CreateFrom(T[] elements, object? comparer) => ImmutableQueue.Create(elements);
}

internal sealed class ImmutableStackCodec<T> : SequenceCodec<ImmutableStack<T>, T>
{
    protected override bool IsPersistent => true;

    protected override int GetCount(ImmutableStack<T> collection) => collection.Count();

    protected override IEnumerable<T> GetElements(ImmutableStack<T> collection) => collection.Reverse();

    protected override ImmutableStack<T> CreateFrom(T[] elements, object? comparer) => ImmutableStack.Create(elements);
}

internal sealed class ImmutableDictionaryCodec<TKey, TValue> : SequenceCodec<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override bool IsPersistent => true;

    protected override object? GetComparer(ImmutableDictionary<TKey, TValue> collection) => collection.KeyComparer;

    protected override int GetCount(ImmutableDictionary<TKey, TValue> collection) => collection.Count;

    protected override IEnumerable<KeyValuePair<TKey, TValue>> GetElements(ImmutableDictionary<TKey, TValue> collection) => collection;

    protected override ImmutableDictionary<TKey, TValue> CreateFrom(KeyValuePair<TKey, TValue>[] elements, object? comparer)
        => ImmutableDictionary.CreateRange((IEqualityComparer<TKey>?)comparer, elements);
}

internal sealed class ImmutableSortedDictionaryCodec<TKey, TValue>
    : SequenceCodec<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override bool IsPersistent => true;

    protected override object? GetComparer(ImmutableSortedDictionary<TKey, TValue> collection) => collection.KeyComparer;

    protected override int GetCount(ImmutableSortedDictionary<TKey, TValue> collection) => collection.Count;

    protected override IEnumerable<KeyValuePair<TKey, TValue>> GetElements(ImmutableSortedDictionary<TKey, TValue> collection)
        => collection;

    protected override ImmutableSortedDictionary<TKey, TValue> CreateFrom(KeyValuePair<TKey, TValue>[] elements, object? comparer)
        => ImmutableSortedDictionary.CreateRange((IComparer<TKey>?)comparer, elements);
}

internal sealed class ImmutableArrayCodec<T> : Codec<ImmutableArray<T>>
{
    private Codec<T[]> _array = null!;
    private Codec<T> _element = null!;

    public override bool IsShareable => _element.IsShareable;

    public override void Initialize(CodecProvider provider)
    {
        _array = provider.GetCodec<T[]>();
        _element = provider.GetCodec<T>();
    }

    public override void Write(ref WireWriter writer, uint idDelta, ImmutableArray<T> value)
        => _array.Write(ref writer, idDelta, ImmutableCollectionsMarshal.AsArray(value)!);

    public override ImmutableArray<T> Read(ref WireReader reader, WireKind kind)
        => ImmutableCollectionsMarshal.AsImmutableArray(_array.Read(ref reader, kind));

    public override ImmutableArray<T> Copy(ImmutableArray<T> value, CopyContext context)
        => IsShareable ? value
            : ImmutableCollectionsMarshal.AsImmutableArray(_array.Copy(ImmutableCollectionsMarshal.AsArray(value)!, context));
}
