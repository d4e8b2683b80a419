using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

/// <summary>The objects that one deep copy has copied so far, so that shared objects stay shared and cycles end.</summary>
public sealed class CopyContext(CodecProvider codecProvider, Action<CopyContext> onDisposed) : IDisposable
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);
    private object? _firstOriginal;
    private object? _firstCopy;

    internal CodecProvider CodecProvider { get; } = codecProvider;

    /// <summary>Returns the copy that was made of an object, or false if there is none; null is its own copy.</summary>
    public bool TryGetCopy<T>(object? original, out T? result)
        where T : class
    {
        if (original is not null && _firstOriginal is not null)
        {
            if (ReferenceEquals(original, _firstOriginal))
            {
                result = (T)_firstCopy!;
                return true;
            }

            if (_copies.Count > 0 && _copies.TryGetValue(original, out var copy))
            {
                result = (T)copy;
                return true;
            }
        }

        result = null;
        return original is null;
    }

    /// <summary>Remembers the copy of an object; call it before the members are copied, so that cycles end.</summary>
    public void RecordCopy(object original, object copy)
    {
        if (_firstOriginal is null)
        {
            _firstOriginal = original;
            _firstCopy = copy;
        }
        else
        {
            _copies[original] = copy;
        }
    }

    /// <summary>Returns a deep copy of a value.</summary>
    public T? DeepCopy<T>(T? value) => value is null ? value : CodecProvider.GetCodec<T>().Copy(value, this);

    /// <summary>Forgets all copies.</summary>
    public void Reset()
    {
        if (_copies.Count > 0) _copies.Clear();
        _firstOriginal = _firstCopy = null;
    }

    /// <inheritdoc/>
    public void Dispose() => onDisposed(this);
}
