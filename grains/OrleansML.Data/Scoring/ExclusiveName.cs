using System.Runtime.InteropServices;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Gives a file a name that no other has, at once or not at all. <see cref="File.Move(string, string, bool)"/> looks first and renames then, so that of two
/// who do the same the second would win; a hard link is refused by the kernel where the name is taken.
/// </summary>
internal static partial class ExclusiveName
{
    private const int Exists = 17;

    /// <exception cref="IOException">The name is taken, or cannot be had.</exception>
    public static void Move(string draft, string path)
    {
        if (OperatingSystem.IsWindows() || !TryLink(draft, path))
            File.Move(draft, path, overwrite: false);
        else
            HistoryFiles.TryDelete(draft);
    }

    // False where the file system has no hard links, or for another reason that moving tells better.
    private static bool TryLink(string draft, string path)
    {
        if (Link(draft, path) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == Exists ? throw new IOException("there is a file of this name already") : false;
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string created);
}
