using System.Diagnostics;
using System.Globalization;

namespace OrleansML.Testing;

/// <summary>A small file system in memory, so that a disk can be full.</summary>
public sealed class TemporaryFilesystem : IDisposable
{
    /// <summary>Mounts it.</summary>
    /// <param name="path">Where; made where it is missing.</param>
    /// <param name="kibibytes">Its size.</param>
    /// <exception cref="InvalidOperationException">It cannot be mounted.</exception>
    public TemporaryFilesystem(string path, int kibibytes)
    {
        Directory.CreateDirectory(path);
        if (!Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kibibytes}k"), "tmpfs", path))
            throw new InvalidOperationException($"No file system can be mounted at '{path}'.");
        Path = path;
    }

    public string Path { get; }

    /// <summary>Whether this machine allows it.</summary>
    public static bool CanMount()
    {
        using var directory = new TemporaryDirectory();
        try
        {
            using var probe = new TemporaryFilesystem(directory.File("probe"), 64);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Refuses all writes from now on.</summary>
    public void MakeReadOnly() => Remount("ro");

    /// <summary>Makes room.</summary>
    /// <param name="kibibytes">Its size from now on.</param>
    public void Resize(int kibibytes) => Remount(string.Create(CultureInfo.InvariantCulture, $"size={kibibytes}k"));

    public void Dispose() => Run("umount", Path);

    private void Remount(string options)
    {
        if (!Run("mount", "-o", $"remount,{options}", Path))
            throw new InvalidOperationException($"The file system at '{Path}' cannot be changed to '{options}'.");
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
