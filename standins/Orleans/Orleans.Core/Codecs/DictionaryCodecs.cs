using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace OrleansStandIn.Generated;

internal sealed class DictionaryCodec<TKey, TValue> : SequenceCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override object? GetComparer(Dictionary<TKey, TValue> collection) => collection.Comparer;

    protected override int GetCount(Dictionary<TKey, TValue> collection) => collection.Count;

    protected override IEnumerable<KeyValuePair<TKey, TValue>> GetElements(Dictionary<TKey, TValue> collection) => collection;

    protected override Dictionary<TKey, TValue> CreateEmpty(int capacity, object? comparer)
        => new(capacity, (IEqualityComparer<TKey>?)comparer);

    protected override void Add(Dictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element)
        => collection.Add(element.Key, element.Value);
}

internal sealed class SortedDictionaryCodec<TKey, TValue> : SequenceCodec<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override object? GetComparer(SortedDictionary<TKey, TValue> collection) => collection.Comparer;

    protected override int GetCount(SortedDictionary<TKey, TValue> collection) => collection.Count;

    protected override IEnumerable<KeyValuePair<TKey, TValue>> GetElements(SortedDictionary<TKey, TValue> collection) => collection;

    protected override SortedDictionary<TKey, TValue> CreateEmpty(int capacity, object? comparer) => new((IComparer<TKey>?)comparer);

    protected override void Add(SortedDictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element)
        => collection.Add(element.Key, element.Value);
}

internal sealed class SortedListCodec<TKey, TValue> : SequenceCodec<SortedList<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override object? GetComparer(SortedList<TKey, TValue> collection) => collection.Comparer;

    protected override int GetCount(SortedList<TKey, TValue> collection) => collection.Count;

    protected override IEnumerable<KeyValuePair<TKey, TValue>> GetElements(SortedList<TKey, TValue> collection) => collection;

    protected override SortedList<TKey, TValue> CreateEmpty(int capacity, object? comparer) => new(capacity, (IComparer<TKey>?)comparer);

    protected override void Add(SortedList<TKey, TValue> collection, KeyValuePair<TKey, TValue> element)
        => collection.Add(element.Key, element.Value);
}

internal sealed class ConcurrentDictionaryCodec<TKey, TValue>
    : SequenceCodec<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override object? GetComparer(ConcurrentDictionary<TKey, TValue> collection) => collection.Comparer;

    protected override int GetCount(ConcurrentDictionary<TKey, TValue> collection) => collection.Count;

    protected override IEnumerable<KeyValuePair<TKey, TValue>> GetElements(ConcurrentDictionary<TKey, TValue> collection) => collection;

    protected override ConcurrentDictionary<TKey, TValue> CreateEmpty(int capacity, object? comparer)
        => new((IEqualityComparer<TKey>?)comparer);

    protected override void Add(ConcurrentDictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element)
        => collection.TryAdd(element.Key, element.Value);
}

internal sealed class ReadOnlyDictionaryCodec<TKey, TValue> : SequenceCodec<ReadOnlyDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override int GetCount(ReadOnlyDictionary<TKey, TValue> collection) => collection.Count;

    protected override IEnumerable<KeyValuePair<TKey, TValue>> GetElements(ReadOnlyDictionary<TKey, TValue> collection) => collection;

    protected override ReadOnlyDictionary<TKey, TValue> CreateFrom(KeyValuePair<TKey, TValue>[] elements, object? comparer)
        => new(new Dictionary<TKey, TValue>(elements));
}
