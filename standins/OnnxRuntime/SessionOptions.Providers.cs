using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

// This part: execution providers.
public unsafe partial class SessionOptions
{
    /// <summary>Options that run on a CUDA device, and on the CPU what the device cannot.</summary>
    /// <param name="deviceId">The number of the device.</param>
    public static SessionOptions MakeSessionOptionWithCudaProvider(int deviceId = 0)
    {
        var options = new SessionOptions();
        try
        {
            options.AppendExecutionProvider_CUDA(deviceId);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    /// <summary>Options that run on a CUDA device, and on the CPU what the device cannot.</summary>
    public static SessionOptions MakeSessionOptionWithCudaProvider(OrtCUDAProviderOptions cudaProviderOptions)
    {
        var options = new SessionOptions();
        try
        {
            options.AppendExecutionProvider_CUDA(cudaProviderOptions);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    /// <summary>Adds the CPU provider; it is always there, so this only sets its place and arena.</summary>
    /// <param name="useArena">0 for no arena.</param>
    public void AppendExecutionProvider_CPU(int useArena = 1) =>
        AppendByExport("OrtSessionOptionsAppendExecutionProvider_CPU", useArena);

    /// <summary>Adds the CUDA provider with its defaults.</summary>
    /// <param name="deviceId">The number of the device.</param>
    /// <exception cref="OnnxRuntimeException">The provider cannot be loaded.</exception>
    /// <exception cref="EntryPointNotFoundException">The native library was built without CUDA.</exception>
    public void AppendExecutionProvider_CUDA(int deviceId = 0) =>
        AppendByExport("OrtSessionOptionsAppendExecutionProvider_CUDA", deviceId);

    /// <summary>Adds the CUDA provider.</summary>
    /// <exception cref="OnnxRuntimeException">The provider cannot be loaded.</exception>
    public void AppendExecutionProvider_CUDA(OrtCUDAProviderOptions cudaProviderOptions)
    {
        ArgumentNullException.ThrowIfNull(cudaProviderOptions);
        using var options = new HandleScope(this);
        using var cudaOptions = new HandleScope(cudaProviderOptions);
        OrtStatus.ThrowIfFailed(OrtApi.AppendExecutionProviderCudaV2(options.Value, cudaOptions.Value));
    }

    /// <summary>Adds a provider by name.</summary>
    /// <exception cref="OnnxRuntimeException">The provider is unknown or not part of the native library.</exception>
    public void AppendExecutionProvider(string providerName, Dictionary<string, string>? providerOptions = null)
    {
        using var name = new Utf8Text(providerName);
        using var options = new HandleScope(this);
        using var arguments = new KeyValueArguments(providerOptions ?? []);
        fixed (nint* keys = arguments.Keys, values = arguments.Values)
            OrtStatus.ThrowIfFailed(OrtApi.AppendExecutionProvider(options.Value, name.Pointer, keys, values, arguments.Count));
    }

    // These two are not in the function table but exports of the library, and only where it was built with the provider.
    private void AppendByExport(string export, int argument)
    {
        if (!NativeLibrary.TryGetExport(OrtLibrary.Handle, export, out var function))
        {
            throw new EntryPointNotFoundException(
                $"Unable to find an entry point named '{export}' in the native ONNX Runtime library: it was built without this provider.");
        }

        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(((delegate* unmanaged<nint, int, nint>)function)(options.Value, argument));
    }
}
