using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace OrleansStandIn.Generated;

internal sealed class ListCodec<T> : SequenceCodec<List<T>, T>
{
    protected override int GetCount(List<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(List<T> collection) => collection;

    protected override List<T> CreateEmpty(int capacity, object? comparer) => new(capacity);

    protected override void Add(List<T> collection, T element) => collection.Add(element);
}

internal sealed class QueueCodec<T> : SequenceCodec<Queue<T>, T>
{
    protected override int GetCount(Queue<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(Queue<T> collection) => collection;

    protected override Queue<T> CreateEmpty(int capacity, object? comparer) => new(capacity);

    protected override void Add(Queue<T> collection, T element) => collection.Enqueue(element);
}

internal sealed class StackCodec<T> : SequenceCodec<Stack<T>, T>
{
    protected override int GetCount(Stack<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(Stack<T> collection) => collection.Reverse();

    protected override Stack<T> CreateEmpty(int capacity, object? comparer) => new(capacity);

    protected override void Add(Stack<T> collection, T element) => collection.Push(element);
}

internal sealed class HashSetCodec<T> : SequenceCodec<HashSet<T>, T>
{
    protected override object? GetComparer(HashSet<T> collection) => collection.Comparer;

    protected override int GetCount(HashSet<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(HashSet<T> collection) => collection;

    protected override HashSet<T> CreateEmpty(int capacity, object? comparer) => new(capacity, (IEqualityComparer<T>?)comparer);

    protected override void Add(HashSet<T> collection, T element) => collection.Add(element);
}

internal sealed class SortedSetCodec<T> : SequenceCodec<SortedSet<T>, T>
{
    protected override object? GetComparer(SortedSet<T> collection) => collection.Comparer;

    protected override int GetCount(SortedSet<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(SortedSet<T> collection) => collection;

    protected override SortedSet<T> CreateEmpty(int capacity, object? comparer) => new((IComparer<T>?)comparer);

    protected override void Add(SortedSet<T> collection, T element) => collection.Add(element);
}

internal sealed class CollectionCodec<T> : SequenceCodec<Collection<T>, T>
{
    protected override int GetCount(Collection<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(Collection<T> collection) => collection;

    protected override Collection<T> CreateEmpty(int capacity, object? comparer) => [];

    protected override void Add(Collection<T> collection, T element) => collection.Add(element);
}

internal sealed class ReadOnlyCollectionCodec<T> : SequenceCodec<ReadOnlyCollection<T>, T>
{
    protected override int GetCount(ReadOnlyCollection<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(ReadOnlyCollection<T> collection) => collection;

    protected override ReadOnlyCollection<T> CreateFrom(T[] elements, object? comparer) => new(elements);
}

internal sealed class ConcurrentQueueCodec<T> : SequenceCodec<ConcurrentQueue<T>, T>
{
    protected override int GetCount(ConcurrentQueue<T> collection) => collection.Count;

    protected override IEnumerable<T> GetElements(ConcurrentQueue<T> collection) => collection.ToArray();

    protected override ConcurrentQueue<T> CreateEmpty(int capacity, object? comparer) => new();

    protected override void Add(ConcurrentQueue<T> collection, T element) => collection.Enqueue(element);
}
