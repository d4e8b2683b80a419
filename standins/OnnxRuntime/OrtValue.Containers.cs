using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

// This part: sequences and maps.
public unsafe partial class OrtValue
{
    /// <summary>Receives the elements of a sequence; each is valid during the call only.</summary>
    public delegate void SequenceElementVisitor(OrtValue ortValue, int index);

    /// <summary>Receives the keys and values of a map; both are valid during the call only.</summary>
    public delegate void MapVisitor(OrtValue keys, OrtValue values);

    /// <summary>A sequence of values of one type. It takes over the values and clears the collection.</summary>
    /// <exception cref="OnnxRuntimeException">There is no value, or their types differ.</exception>
    public static OrtValue CreateSequence(ICollection<OrtValue> ortValues)
    {
        ArgumentNullException.ThrowIfNull(ortValues);
        if (ortValues.IsReadOnly)
            throw new ArgumentException("ortValues argument can not be a readonly collection", nameof(ortValues));
        var sequence = CreateContainer([.. ortValues.Select(static value => value.Handle)], OnnxValueType.ONNX_TYPE_SEQUENCE);
        ortValues.Clear();
        return sequence;
    }

    /// <summary>A map from a tensor of keys to a tensor of values. It takes over both and sets the references to null.</summary>
    /// <exception cref="OnnxRuntimeException">The types cannot form a map.</exception>
    public static OrtValue CreateMap(ref OrtValue keys, ref OrtValue values)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        var map = CreateContainer([keys.Handle, values.Handle], OnnxValueType.ONNX_TYPE_MAP);
        keys = null!;
        values = null!;
        return map;
    }

    /// <summary>A map over two arrays of the same length, which stay pinned until the value is disposed.</summary>
    /// <typeparam name="K">The type of the keys.</typeparam>
    /// <typeparam name="V">The type of the values.</typeparam>
    /// <exception cref="OnnxRuntimeException">The types cannot form a map.</exception>
    public static OrtValue CreateMap<K, V>(K[] keys, V[] values)
        where K : unmanaged
        where V : unmanaged
    {
        DemandSameLength(keys.Length, values.Length);
        return CreateMapOf(
            () => CreateTensorValueFromMemory(keys, [keys.Length]), () => CreateTensorValueFromMemory(values, [values.Length]));
    }

    /// <summary>A map from strings, which are copied, to as many array elements, which stay pinned until the value is disposed.</summary>
    /// <typeparam name="V">The type of the values.</typeparam>
    /// <exception cref="OnnxRuntimeException">The types cannot form a map.</exception>
    public static OrtValue CreateMapWithStringKeys<V>(IReadOnlyCollection<string> keys, V[] values)
        where V : unmanaged
    {
        DemandSameLength(keys.Count, values.Length);
        return CreateMapOf(() => CreateStrings(keys), () => CreateTensorValueFromMemory(values, [values.Length]));
    }

    /// <summary>A map from array elements, which stay pinned until the value is disposed, to as many strings, which are copied.</summary>
    /// <typeparam name="K">The type of the keys.</typeparam>
    /// <exception cref="OnnxRuntimeException">The types cannot form a map.</exception>
    public static OrtValue CreateMapWithStringValues<K>(K[] keys, IReadOnlyCollection<string> values)
        where K : unmanaged
    {
        DemandSameLength(keys.Length, values.Count);
        return CreateMapOf(() => CreateTensorValueFromMemory(keys, [keys.Length]), () => CreateStrings(values));
    }

    /// <summary>The number of elements of a sequence; 2, the keys and the values, for a map.</summary>
    /// <exception cref="OnnxRuntimeException">Neither a sequence nor a map.</exception>
    public int GetValueCount()
    {
        using var value = new HandleScope(_handle);
        nuint count;
        OrtStatus.ThrowIfFailed(OrtApi.GetValueCount(value.Value, &count));
        return (int)count;
    }

    /// <summary>An element of a sequence; or the keys (0) or values (1) of a map.</summary>
    /// <param name="index">The index, below <see cref="GetValueCount"/>.</param>
    /// <param name="allocator">Provides memory where the element has to be copied.</param>
    /// <exception cref="OnnxRuntimeException">The index is out of range, or this is neither a sequence nor a map.</exception>
    public OrtValue GetValue(int index, OrtAllocator allocator)
    {
        ArgumentNullException.ThrowIfNull(allocator);
        using var value = new HandleScope(_handle);
        using var allocatorScope = new HandleScope(allocator);
        nint element;
        OrtStatus.ThrowIfFailed(OrtApi.GetValue(value.Value, index, allocatorScope.Value, &element));
        return new OrtValue(new OrtValueHandle(element, container: _handle));
    }

    /// <summary>Hands each element of a sequence to a visitor and releases it afterwards.</summary>
    /// <exception cref="OnnxRuntimeException">Not a sequence.</exception>
    public void ProcessSequence(SequenceElementVisitor visitor, OrtAllocator allocator)
    {
        if (OnnxType != OnnxValueType.ONNX_TYPE_SEQUENCE)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"OrtValue.OnnxType of {OnnxType} is not a sequence");
        var count = GetValueCount();
        for (var index = 0; index < count; index++)
        {
            using var element = GetValue(index, allocator);
            visitor(element, index);
        }
    }

    /// <summary>Hands keys and values of a map to a visitor and releases them afterwards.</summary>
    /// <exception cref="OnnxRuntimeException">Not a map.</exception>
    public void ProcessMap(MapVisitor visitor, OrtAllocator allocator)
    {
        if (OnnxType != OnnxValueType.ONNX_TYPE_MAP)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, "This OrtValue does not represent a map");
        using var keys = GetValue(0, allocator);
        using var values = GetValue(1, allocator);
        visitor(keys, values);
    }

    private static OrtValue CreateMapOf(Func<OrtValue> createKeys, Func<OrtValue> createValues)
    {
        OrtValue? keys = null;
        OrtValue? values = null;
        try
        {
            keys = createKeys();
            values = createValues();
            return CreateMap(ref keys, ref values);
        }
        catch
        {
            keys?.Dispose();
            values?.Dispose();
            throw;
        }
    }

    private static OrtValue CreateStrings(IReadOnlyCollection<string> strings)
    {
        var tensor = CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [strings.Count]);
        var index = 0;
        foreach (var text in strings)
            tensor.StringTensorSetElementAt(text.AsSpan(), index++);
        return tensor;
    }

    private static OrtValue CreateContainer(OrtValueHandle[] members, OnnxValueType onnxType)
    {
        OrtLibrary.Demand();
        var pointers = new nint[members.Length];
        var held = 0;
        try
        {
            for (; held < members.Length; held++)
            {
                var added = false;
                members[held].DangerousAddRef(ref added);
                pointers[held] = members[held].DangerousGetHandle();
            }

            nint value;
            fixed (nint* membersPointer = pointers)
                OrtStatus.ThrowIfFailed(OrtApi.CreateValue(membersPointer, (nuint)members.Length, (int)onnxType, &value));
            return new OrtValue(new OrtValueHandle(value, members), onnxType);
        }
        finally
        {
            for (var index = 0; index < held; index++)
                members[index].DangerousRelease();
        }
    }

    private static void DemandSameLength(int keys, int values)
    {
        if (keys != values)
            throw new ArgumentException($"Expecting keys and values same len. Received keys: {keys}, Values: {values}");
    }
}
