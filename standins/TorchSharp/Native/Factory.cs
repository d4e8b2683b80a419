using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Makes tensors; types and devices that are not given are the default ones.</summary>
internal static unsafe class Factory
{
    public static torch.Tensor Zeros(long[] size, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.zeros.Single(size, Type(type), Value.None, torch.InitializeDevice(device)), gradient, names);

    public static torch.Tensor Ones(long[] size, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.ones.Single(size, Type(type), Value.None, torch.InitializeDevice(device)), gradient, names);

    public static torch.Tensor Empty(long[] size, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.empty_memory_format.Single(size, Type(type), Value.None, torch.InitializeDevice(device)), gradient, names);

    public static torch.Tensor Full(
        long[] size, Scalar value, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.full.Single(size, value, Type(type), Value.None, torch.InitializeDevice(device)), gradient, names);

    public static torch.Tensor Rand(
        long[] size, torch.ScalarType? type, torch.Device? device, bool gradient, torch.Generator? generator, string[]? names) =>
        Finish(Ops.rand_generator.Single(size, generator, Type(type), Value.None, torch.InitializeDevice(device)), gradient, names);

    public static torch.Tensor Randn(
        long[] size, torch.ScalarType? type, torch.Device? device, bool gradient, torch.Generator? generator, string[]? names) =>
        Finish(Ops.randn_generator.Single(size, generator, Type(type), Value.None, torch.InitializeDevice(device)), gradient, names);

    public static torch.Tensor ZerosLike(torch.Tensor like, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.zeros_like.Single(like, type, Value.None, device), gradient, names);

    public static torch.Tensor OnesLike(torch.Tensor like, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.ones_like.Single(like, type, Value.None, device), gradient, names);

    public static torch.Tensor EmptyLike(torch.Tensor like, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.empty_like.Single(like, type, Value.None, device), gradient, names);

    public static torch.Tensor FullLike(
        torch.Tensor like, Scalar value, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.full_like.Single(like, value, type, Value.None, device), gradient, names);

    public static torch.Tensor RandLike(torch.Tensor like, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.rand_like.Single(like, type, Value.None, device), gradient, names);

    public static torch.Tensor RandnLike(torch.Tensor like, torch.ScalarType? type, torch.Device? device, bool gradient, string[]? names) =>
        Finish(Ops.randn_like.Single(like, type, Value.None, device), gradient, names);

    /// <summary>A tensor with a copy of elements of type <paramref name="from"/>, converted to <paramref name="type"/>.</summary>
    public static torch.Tensor Of<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> shape, torch.ScalarType from, torch.ScalarType? type, torch.Device? device,
        bool gradient, string[]? names)
        where T : unmanaged
    {
        var count = 1L;
        foreach (var length in shape)
            count *= length;
        if (count > elements.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {elements.Length}");

        device = torch.InitializeDevice(device);
        var tensor = Ops.empty_memory_format.Single(shape.ToArray(), from, Value.None, torch.CPU);
        elements[..(int)count].CopyTo(new Span<T>((void*)tensor.DataPointer(), (int)count));
        if (type is { } wanted && wanted != from || device.type != DeviceType.CPU)
            tensor = tensor.to(type ?? from, device, disposeAfter: true);
        return Finish(tensor, gradient, names);
    }

    /// <summary>A tensor over the memory of an array, which stays pinned as long as anything refers to it.</summary>
    public static torch.Tensor Over(Array array, ReadOnlySpan<long> shape, torch.ScalarType type, long offset)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            var data = (byte*)pin.AddrOfPinnedObject() + (offset * type.ElementSize());
            fixed (long* sizes = shape)
                return new torch.Tensor(Shim.Check(Shim.FromMemory(data, sizes, shape.Length, (int)type, &Unpin, GCHandle.ToIntPtr(pin))));
        }
        catch
        {
            pin.Free();
            throw;
        }
    }

    /// <summary>The elements of an array of any rank in row-major order.</summary>
    public static ReadOnlySpan<T> Flat<T>(Array array) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    /// <summary>The lengths of the dimensions of an array.</summary>
    public static long[] Shape(Array array)
    {
        var shape = new long[array.Rank];
        for (var axis = 0; axis < shape.Length; axis++)
            shape[axis] = array.GetLongLength(axis);
        return shape;
    }

    public static torch.Tensor Finish(torch.Tensor tensor, bool gradient, string[]? names = null)
    {
        if (names is { Length: > 0 })
        {
            tensor.Dispose();
            throw new NotSupportedException("Names of dimensions are not part of the TorchSharp stand-in.");
        }

        return gradient ? tensor.requires_grad_() : tensor;
    }

    public static torch.ScalarType Type(torch.ScalarType? type) => type ?? torch.get_default_dtype();

    [UnmanagedCallersOnly]
    private static void Unpin(nint context) => GCHandle.FromIntPtr(context).Free();
}
