using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansML.Storage.Artifacts;

/// <summary>Makes a rename or a new file durable: on Unix the entry lives in the directory, which .NET cannot flush.</summary>
internal static partial class DirectoryFlush
{
    private const int OpenReadOnly = 0;

    /// <summary>Flushes the directory's entries to the disk; Windows does this with the rename itself.</summary>
    /// <exception cref="IOException">The operating system refused.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(directory, OpenReadOnly);
        if (descriptor < 0)
            throw Failure(directory);

        try
        {
            if (Fsync(descriptor) != 0)
                throw Failure(directory);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string directory) =>
        new($"The directory '{directory}' could not be flushed to the disk: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
