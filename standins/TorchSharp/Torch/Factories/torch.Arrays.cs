using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor over the memory of an array of any rank; changes of one are changes of the other where no type or device is changed.
    /// </summary>
    /// <exception cref="NotSupportedException">No type of elements fits those of the array.</exception>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    /// <summary>
    /// A tensor over the memory of an array of any rank; changes of one are changes of the other where no type or device is changed.
    /// </summary>
    /// <exception cref="NotSupportedException">No type of elements fits those of the array.</exception>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var type = ElementTypes.Of(rawArray.GetType().GetElementType()!);
        var tensor = Factory.Over(rawArray, Factory.Shape(rawArray), type, 0);
        return Factory.Finish(Converted(tensor, type, dtype ?? type, InitializeDevice(device)), requires_grad, names);
    }

    /// <summary>
    /// A tensor over the memory of an array of any rank; changes of one are changes of the other where no type or device is changed.
    /// </summary>
    /// <exception cref="NotSupportedException">No type of elements fits those of the array.</exception>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <summary>A tensor of one dimension over count elements of an array from offset on; all of them for a negative count.</summary>
    /// <exception cref="ArgumentException">The offset is negative or behind the end.</exception>
    /// <exception cref="IndexOutOfRangeException">There are fewer elements.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count < 0)
            count = rawArray.LongLength - offset;
        if (count > rawArray.LongLength - offset)
            throw new IndexOutOfRangeException($"element count is too large: {count}");

        var type = ElementTypes.Of(rawArray.GetType().GetElementType()!);
        return Factory.Finish(Converted(Factory.Over(rawArray, [count], type, offset), type, dtype, CPU), requires_grad);
    }

    private static Tensor Converted(Tensor tensor, ScalarType from, ScalarType to, Device device) =>
        from == to && device.type == DeviceType.CPU ? tensor : tensor.to(to, device, disposeAfter: true);
}
