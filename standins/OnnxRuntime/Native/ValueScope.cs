using System.Buffers;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Keeps the values of one run from being released while it uses them. Allocates nothing once the pool is warm.</summary>
internal ref struct ValueScope(int capacity)
{
    private readonly OrtValueHandle[] _handles = ArrayPool<OrtValueHandle>.Shared.Rent(capacity);
    private int _count;

    /// <summary>Holds the values and writes their native pointers.</summary>
    public void AddRange(IReadOnlyCollection<OrtValue> values, scoped Span<nint> pointers)
    {
        var index = 0;
        if (values is IReadOnlyList<OrtValue> list)
        {
            for (; index < list.Count; index++)
                pointers[index] = Add(list[index]);
        }
        else
        {
            foreach (var value in values)
                pointers[index++] = Add(value);
        }
    }

    public void Dispose()
    {
        for (var index = 0; index < _count; index++)
            _handles[index].DangerousRelease();
        Array.Clear(_handles, 0, _count);
        ArrayPool<OrtValueHandle>.Shared.Return(_handles);
    }

    private nint Add(OrtValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var added = false;
        value.Handle.DangerousAddRef(ref added);
        _handles[_count++] = value.Handle;
        return value.Handle.DangerousGetHandle();
    }
}
