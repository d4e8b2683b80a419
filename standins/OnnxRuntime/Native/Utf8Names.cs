using System.Text;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>A fixed set of names with their zero-terminated UTF-8 forms, so that a run converts no string.</summary>
internal sealed unsafe class Utf8Names
{
    private readonly Dictionary<string, nint> _pointers;

    // On the pinned heap: the pointers stay valid as long as this array is referenced.
    private readonly byte[] _bytes;

    public Utf8Names(IReadOnlyCollection<string> names)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(names.Sum(static name => Encoding.UTF8.GetByteCount(name) + 1), pinned: true);
        _pointers = new Dictionary<string, nint>(names.Count, StringComparer.Ordinal);
        var offset = 0;
        foreach (var name in names)
        {
            fixed (byte* start = _bytes)
                _pointers[name] = (nint)(start + offset);
            offset += Encoding.UTF8.GetBytes(name, _bytes.AsSpan(offset));
            _bytes[offset++] = 0;
        }
    }

    /// <summary>Finds the UTF-8 form of a name. The pointer is valid while this object is reachable.</summary>
    public bool TryGetPointer(string name, out nint pointer) => _pointers.TryGetValue(name, out pointer);
}
