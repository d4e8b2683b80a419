using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Collections, as a count and the elements.</summary>
/// <typeparam name="TCollection">The collection.</typeparam>
/// <typeparam name="TElement">Its elements.</typeparam>
internal abstract class SequenceCodec<TCollection, TElement> : ReferenceCodec<TCollection>
    where TCollection : class
{
    private Codec<TElement> _element = null!;

    public override void Initialize(CodecProvider provider) => _element = provider.GetCodec<TElement>();

    /// <summary>The comparer of the collection; null where it has none that matters.</summary>
    protected virtual object? GetComparer(TCollection collection) => null;

    protected abstract int GetCount(TCollection collection);

    protected abstract IEnumerable<TElement> GetElements(TCollection collection);

    /// <summary>
    /// Makes an empty collection that elements can be added to, or returns null if the collection can only be made from all its elements.
    /// </summary>
    protected virtual TCollection? CreateEmpty(int capacity, object? comparer) => null;

    protected virtual void Add(TCollection collection, TElement element) => throw new NotSupportedException();

    protected virtual TCollection CreateFrom(TElement[] elements, object? comparer) => throw new NotSupportedException();

    internal sealed override void WriteBody(ref WireWriter writer, uint idDelta, TCollection value)
    {
        WireWriter.EnsureStack();
        writer.WriteHeader(idDelta, WireKind.TrackedFields);
        writer.WriteVarUInt64(0U, (ulong)GetCount(value));
        uint delta = 2;
        if (GetComparer(value) is { } comparer && Comparers.GetId(comparer) is var id && id != 0)
        {
            writer.WriteVarUInt64(1, id);
            delta = 1;
        }

        foreach (var element in GetElements(value))
        {
            _element.Write(ref writer, delta, element);
            delta = 0;
        }

        writer.WriteEnd();
    }

    internal sealed override TCollection ReadBody(ref WireReader reader, WireKind kind, int reference)
    {
        if (kind is not (WireKind.TrackedFields or WireKind.Fields))
        {
            throw reader.Unexpected(kind, $"a collection of type {typeof(TCollection)}");
        }
        WireWriter.EnsureStack();
        TCollection? collection = null;
        TElement[]? elements = null;
        object? comparer = null;
        uint id = 0;
        int count = 0, read = 0;
        while (reader.ReadField(ref id, out var fieldKind))
        {
            switch (id)
            {
                case 0:
                    count = reader.ReadCount(fieldKind);
                    break;
                case 1:
                    comparer = Comparers.Get<TElement>(reader.ReadUnsigned(fieldKind));
                    break;
                case 2:
                    if (collection is null && elements is null) Start(ref reader);
                    if (read++ >= count) throw reader.Malformed($"more than the announced {count} elements of a {typeof(TCollection)}");
                    var element = _element.Read(ref reader, fieldKind);
                    if (elements is null) Add(collection!, element);
                    else elements[read - 1] = element;
                    break;
                default:
                    reader.Skip(fieldKind);
                    break;
            }
        }

        reader.ReadEnd();
        if (read != count) throw reader.Malformed($"{read} of the announced {count} elements of a {typeof(TCollection)}");
        if (collection is null && elements is null) Start(ref reader);
        if (elements is not null) reader.Session.Read.Record(reference, collection = CreateFrom(elements, comparer));
        return collection!;

        void Start(ref WireReader reader)
        {
            collection = CreateEmpty(count, comparer);
            if (collection is null) elements = new TElement[count];
            else reader.Session.Read.Record(reference, collection);
        }
    }

    internal override TCollection CopyBody(TCollection value, CopyContext context)
    {
        WireWriter.EnsureStack();
        var count = GetCount(value);
        var comparer = GetComparer(value);
        if (CreateEmpty(count, comparer) is { } result)
        {
            context.RecordCopy(value, result);
            foreach (var element in GetElements(value)) Add(result, _element.Copy(element, context));
            return result;
        }

        if (_element.IsShareable && IsPersistent) return value;
        var elements = new TElement[count];
        var i = 0;
        foreach (var element in GetElements(value)) elements[i++] = _element.Copy(element, context);
        result = CreateFrom(elements, comparer);
        context.RecordCopy(value, result);
        return result;
    }

    /// <summary>Whether the collection itself cannot change.</summary>
    protected virtual bool IsPersistent => false;
}
