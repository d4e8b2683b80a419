using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Finds and loads the native ONNX Runtime, once per process.</summary>
internal static unsafe class OrtLibrary
{
    /// <summary>The lowest version of the C API that has every function used here (ONNX Runtime 1.24).</summary>
    private const uint ApiVersion = 24;

    private static readonly string[] FileNames = OperatingSystem.IsWindows()
        ? ["onnxruntime.dll"]
        : OperatingSystem.IsMacOS() ? ["libonnxruntime.dylib"] : ["libonnxruntime.so.1", "libonnxruntime.so"];

    private static readonly DllNotFoundException? Failure;

    // A static constructor that throws would hide its message inside a TypeInitializationException,
    // so a failure is kept and thrown by Demand.
    static OrtLibrary()
    {
        if (!TryLoad(out var library))
        {
            Failure = DescribeFailure();
            return;
        }

        Handle = library;
        var getApiBase = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        var apiBase = getApiBase();
        VersionString = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])()) ?? string.Empty;
        Functions = (nint*)((delegate* unmanaged<uint, nint>)apiBase[0])(ApiVersion);
        if (Functions is null)
        {
            Failure = new DllNotFoundException(
                $"The native ONNX Runtime library that was found has version {VersionString}; version 1.{ApiVersion} or later is needed. "
                + "Remove the old one, or run deploy/setup.sh and build again.");
        }
    }

    /// <summary>The handle of the loaded library.</summary>
    public static nint Handle { get; }

    /// <summary>The table of the C API's functions, or null where the library could not be loaded.</summary>
    public static nint* Functions { get; }

    /// <summary>The version of the loaded library.</summary>
    public static string VersionString { get; } = string.Empty;

    /// <summary>Throws where the library could not be loaded. Every way into this assembly calls it before its first native call.</summary>
    public static void Demand()
    {
        if (Failure is not null)
            throw new DllNotFoundException(Failure.Message);
    }

    private static DllNotFoundException DescribeFailure()
    {
        var path = FileNames.Select(name => Path.Combine(AppContext.BaseDirectory, name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return new DllNotFoundException(
                $"The native ONNX Runtime library ({FileNames[0]}) was found neither in '{AppContext.BaseDirectory}' nor by the system's "
                + "default search. Run deploy/setup.sh, which fetches it, and build again.");
        }

        try
        {
            NativeLibrary.Load(path);
            return new DllNotFoundException($"The native ONNX Runtime library '{path}' was still being written. Start the program again.");
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            return new DllNotFoundException(
                $"The native ONNX Runtime library '{path}' cannot be loaded: {error.Message} "
                + "Delete it and .native/ in the repository, run deploy/setup.sh, which fetches it again, and build again.");
        }
    }

    private static bool TryLoad(out nint library)
    {
        foreach (var name in FileNames)
        {
            if (NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, name), out library))
                return true;
        }

        foreach (var name in FileNames)
        {
            if (NativeLibrary.TryLoad(name, typeof(OrtLibrary).Assembly, null, out library))
                return true;
        }

        library = 0;
        return false;
    }
}
