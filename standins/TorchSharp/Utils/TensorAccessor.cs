using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor in its memory, in row-major order whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private torch.Tensor? _tensor;
    private T* _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        _data = (T*)tensor.DataPointer();
        _tensor = tensor;
        Count = tensor.numel();
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; private set; }

    /// <summary>False: elements can be written.</summary>
    public bool IsReadOnly => false;

    /// <summary>The element at a place of each dimension, or at a place in row-major order for one number.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[params long[] indices]
    {
        get => *At(indices);
        set => *At(indices) = value;
    }

    /// <summary>All elements in row-major order.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        if (Count > 0)
            CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>All elements in an array with the dimensions of the tensor, one for none.</summary>
    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), _shape.Length == 0 ? [1] : _shape);
        var indices = new long[array.Rank];
        foreach (var element in this)
        {
            array.SetValue(element, indices);
            for (var axis = indices.Length - 1; axis >= 0 && ++indices[axis] == array.GetLongLength(axis); axis--)
                indices[axis] = 0;
        }

        return array;
    }

    /// <summary>Copies elements from a place in row-major order on, as many as fit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from a place in row-major order on, as many as fit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = CountFrom(tensorIndex, target.Length);
        if (_contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, count).CopyTo(target);
            return;
        }

        for (var index = 0; index < count; index++)
            target[index] = _data[OffsetOf(tensorIndex + index)];
    }

    /// <summary>Writes elements from a place in row-major order on, as many as fit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom(new ReadOnlySpan<T>(array), arrayIndex, tensorIndex);

    /// <summary>Writes elements from a place in row-major order on, as many as fit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = CountFrom(tensorIndex, source.Length);
        for (var index = 0; index < count; index++)
            _data[OffsetOf(tensorIndex + index)] = source[index];
    }

    /// <summary>The elements in row-major order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0L; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets go of the tensor, which is not disposed.</summary>
    public void Dispose()
    {
        _data = null;
        _tensor = null;
        Count = 0;
    }

    private int CountFrom(long start, int room)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, Count);
        return (int)Math.Min(room, Count - start);
    }

    private T* At(long[] indices)
    {
        ObjectDisposedException.ThrowIf(_tensor is null, this);
        if (indices.Length == 1)
        {
            if (indices[0] < 0 || indices[0] >= Count)
                throw new IndexOutOfRangeException($"{indices[0]} in a collection of {Count} elements.");
            return _data + OffsetOf(indices[0]);
        }

        if (indices.Length != _shape.Length)
            throw new IndexOutOfRangeException($"{indices.Length} indices for a tensor of {_shape.Length} dimensions.");
        var offset = 0L;
        for (var axis = 0; axis < indices.Length; axis++)
        {
            if (indices[axis] < 0 || indices[axis] >= _shape[axis])
                throw new IndexOutOfRangeException($"{indices[axis]} >= {_shape[axis]} in dimension {axis}.");
            offset += indices[axis] * _strides[axis];
        }

        return _data + offset;
    }

    private long OffsetOf(long index)
    {
        if (_contiguous)
            return index;
        var offset = 0L;
        for (var axis = _shape.Length - 1; axis >= 0; axis--)
        {
            (index, var place) = Math.DivRem(index, _shape[axis]);
            offset += place * _strides[axis];
        }

        return offset;
    }
}
