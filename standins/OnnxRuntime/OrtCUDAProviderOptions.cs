using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of the CUDA execution provider.</summary>
public unsafe class OrtCUDAProviderOptions : SafeHandle
{
    /// <summary>Creates options with the provider's defaults.</summary>
    /// <exception cref="OnnxRuntimeException">The native library has no CUDA provider.</exception>
    public OrtCUDAProviderOptions()
        : base(0, ownsHandle: true)
    {
        OrtLibrary.Demand();
        nint options;
        OrtStatus.ThrowIfFailed(OrtApi.CreateCudaProviderOptions(&options));
        SetHandle(options);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>All options as <c>key=value</c> pairs, separated by semicolons.</summary>
    public string GetOptions()
    {
        using var options = new HandleScope(this);
        nint text;
        OrtStatus.ThrowIfFailed(OrtApi.GetCudaProviderOptionsAsString(options.Value, OrtAllocator.DefaultPointer, &text));
        return NativeText.TakeFromDefaultAllocator(text);
    }

    /// <summary>Sets the given options, such as <c>device_id</c> or <c>gpu_mem_limit</c>; the others keep their values.</summary>
    /// <exception cref="OnnxRuntimeException">An option is unknown or its value is not valid.</exception>
    public void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        ArgumentNullException.ThrowIfNull(providerOptions);
        using var options = new HandleScope(this);
        using var arguments = new KeyValueArguments(providerOptions);
        fixed (nint* keys = arguments.Keys, values = arguments.Values)
            OrtStatus.ThrowIfFailed(OrtApi.UpdateCudaProviderOptions(options.Value, keys, values, arguments.Count));
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseCudaProviderOptions(handle);
        return true;
    }
}
