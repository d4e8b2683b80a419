namespace TorchSharp;

/// <summary>Kinds of devices, with libtorch's numbers.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA accelerator.</summary>
    CUDA = 1,

    /// <summary>An Apple accelerator.</summary>
    MPS = 13,

    /// <summary>Shapes without data.</summary>
    META = 14,
}
