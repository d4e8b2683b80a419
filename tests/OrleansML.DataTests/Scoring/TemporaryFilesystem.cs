using System.Diagnostics;
using System.Globalization;

namespace OrleansML.DataTests.Scoring;

/// <summary>A small file system in memory, so that a disk can be full.</summary>
internal sealed class TemporaryFilesystem : IDisposable
{
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

    public void Dispose() => Run("umount", Path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
