using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Finds and loads the shim and with it libtorch, once per process.</summary>
internal static class Library
{
    public const string Name = "orleansml_torch";

    private const string FileName = "liborleansml_torch.so";

    private static readonly DllNotFoundException? Failure;

    // A static constructor that throws would hide its message inside a TypeInitializationException,
    // so a failure is kept and thrown by Demand.
    static Library()
    {
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        if (!File.Exists(path))
        {
            Failure = new DllNotFoundException(
                $"The native part of the TorchSharp stand-in was not found at '{path}'. Run deploy/setup.sh, which builds it over libtorch, "
                + "and build again.");
            return;
        }

        try
        {
            var handle = NativeLibrary.Load(path);
            NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, (name, _, _) => name == Name ? handle : 0);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            Failure = new DllNotFoundException(
                $"The native part of the TorchSharp stand-in '{path}' cannot be loaded: {error.Message} "
                + "Run deploy/setup.sh, which installs libtorch and builds it again, and build again.");
        }
    }

    /// <summary>Throws where the library could not be loaded.</summary>
    public static void Demand()
    {
        if (Failure is not null)
            throw new DllNotFoundException(Failure.Message);
    }
}
