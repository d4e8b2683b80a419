using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves modules to devices and types of elements.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts parameters and buffers of floating point numbers.</summary>
    /// <exception cref="ArgumentException">Not a type of floating point or complex numbers.</exception>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module => (T)module.Move(null, type);

    /// <summary>Moves parameters and buffers and converts those of floating point numbers.</summary>
    /// <exception cref="ArgumentException">Not a type of floating point or complex numbers.</exception>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => (T)module.Move(device, type);

    /// <summary>Moves parameters and buffers.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => (T)module.Move(new Device(deviceType, deviceIndex), null);

    /// <summary>Moves parameters and buffers.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module => (T)module.Move(device, null);

    /// <summary>Moves parameters and buffers.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => (T)module.Move(new Device(device), null);

    /// <summary>Moves parameters and buffers to the processor.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(DeviceType.CPU);

    /// <summary>Moves parameters and buffers to a CUDA device.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex);

    /// <summary>Converts parameters and buffers to single precision.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float32);

    /// <summary>Converts parameters and buffers to double precision.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float64);

    /// <summary>Converts parameters and buffers to half precision.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float16);

    /// <summary>Converts parameters and buffers to 16 bits with the range of 32.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.BFloat16);
}
