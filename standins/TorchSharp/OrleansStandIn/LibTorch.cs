using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace OrleansStandIn;

/// <summary>What the stand-in knows of the native library beyond the official API, for tests and for whoever looks for a fault.</summary>
public static class LibTorch
{
    /// <summary>How many native tensors managed code holds.</summary>
    public static long LiveTensors => Shim.LiveTensors();

    /// <summary>The version of libtorch.</summary>
    public static string Version => Marshal.PtrToStringUTF8(Shim.Version())!;

    /// <summary>How libtorch was built, and the BLAS in use.</summary>
    public static string Configuration => Marshal.PtrToStringUTF8(Shim.Configuration())!;
}
