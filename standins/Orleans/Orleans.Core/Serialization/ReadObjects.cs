using OrleansStandIn.Generated;

namespace Orleans.Serialization.Session;

/// <summary>The tracked objects that a session has read or stepped over.</summary>
internal sealed class ReadObjects
{
    private readonly List<object?> _objects = [];
    private Type? _nextSkippedType;

    /// <summary>Gives the object that is about to be read the next number.</summary>
    public int Reserve()
    {
        _objects.Add(null);
        return _objects.Count - 1;
    }

    public void Record(int reference, object value)
    {
        if (reference >= 0) _objects[reference] = value;
    }

    public void AddSkipped(int position, WireKind kind, Type? type)
    {
        _objects.Add(new Skipped(position, kind, type ?? _nextSkippedType));
        _nextSkippedType = null;
    }

    public void NameSkipped(Type? type) => _nextSkippedType = type;

    public T Resolve<T>(ref WireReader reader, Codec<T> codec)
        where T : class
        => (T)ResolveObject(ref reader, codec);

    public object ResolveObject<T>(ref WireReader reader, Codec<T> codec)
    {
        var reference = reader.ReadVarUInt64();
        if (reference >= (ulong)_objects.Count) throw new ReferenceNotFoundException(typeof(T), (uint)reference);
        var found = _objects[(int)reference];
        if (found is Skipped skipped) found = Materialize(ref reader, skipped, (int)reference, codec);
        return found is T ? found : throw new ReferenceNotFoundException(typeof(T), (uint)reference);
    }

    public void Reset()
    {
        _objects.Clear();
        _nextSkippedType = null;
    }

    /// <summary>Reads an object that was stepped over as part of a field nobody knew, now that a known field refers to it.</summary>
    private object? Materialize(ref WireReader reader, Skipped skipped, int reference, Codec declared)
    {
        var codec = skipped.Type is null ? declared : reader.Session.CodecProvider.GetCodec(skipped.Type);
        var later = _objects.GetRange(reference, _objects.Count - reference);
        _objects.RemoveRange(reference, later.Count);
        var earlier = reader.At(skipped.Position);
        var types = reader.Session.Types.ReadCount;
        var value = codec.ReadObject(ref earlier, skipped.Kind);
        reader.Session.Types.ForgetFrom(types);
        for (var i = _objects.Count; i < reference + later.Count; i++) _objects.Add(later[i - reference]);
        return value;
    }

    private sealed record Skipped(int Position, WireKind Kind, Type? Type);
}
