using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Finds and loads the shim and with it libtorch.</summary>
internal static class Library
{
    public const string Name = "orleansml_torch";

    private const string FileName = "liborleansml_torch.so";

    /// <summary>Loads the library beside the program. What it throws reaches whoever made the first native call.</summary>
    /// <exception cref="DllNotFoundException">The library is missing or cannot be loaded.</exception>
    public static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Name)
            return 0;
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        if (!File.Exists(path))
        {
            throw new DllNotFoundException(
                $"The native part of the TorchSharp stand-in was not found at '{path}'. "
                + "Run deploy/setup.sh --with-torch, which builds it over libtorch, and build again.");
        }

        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException(
                $"The native part of the TorchSharp stand-in '{path}' cannot be loaded: {error.Message} "
                + "Run deploy/setup.sh, which installs libtorch and builds it again, and build again.");
        }
    }
}
