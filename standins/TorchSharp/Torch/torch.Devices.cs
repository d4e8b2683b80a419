using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static Device DefaultDevice = new(DeviceType.CPU);

    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The current CUDA device.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static Device device(string description) => InitializeDevice(new Device(description));

    /// <summary>A device by its kind and place; -1 is the current one.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <summary>A device by its kind and place; -1 is the current one.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <summary>The device on which factories create tensors; the processor unless changed.</summary>
    public static Device get_default_device() => DefaultDevice;

    /// <summary>Changes the device on which factories create tensors.</summary>
    public static void set_default_device(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        DefaultDevice = device;
    }

    /// <summary>Changes the device on which factories create tensors.</summary>
    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Whether devices of a kind can be used.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType is DeviceType.CPU or DeviceType.META || Shim.DeviceCount((int)deviceType) > 0;

    /// <summary>Throws where devices of a kind cannot be used.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    /// <summary>The device itself, the default one for none; throws where devices of its kind cannot be used.</summary>
    /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
    public static Device InitializeDevice(Device? device)
    {
        device ??= DefaultDevice;
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>Whether a CUDA device can be used.</summary>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>CUDA devices.</summary>
    public static partial class cuda
    {
        /// <summary>Whether a CUDA device can be used.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>The number of CUDA devices.</summary>
        public static int device_count() => Shim.DeviceCount((int)DeviceType.CUDA);

        /// <summary>Waits until the device has done what it was given; the current one for none.</summary>
        /// <exception cref="InvalidOperationException">There is no CUDA device.</exception>
        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(DeviceType.CUDA);
            Shim.Check(Shim.Synchronize(new Device(DeviceType.CUDA, device?.index ?? -1).Packed));
        }
    }
}
