using System.Globalization;

namespace OrleansML.Testing.Processes;

/// <summary>What a process holds of the machine, as the kernel counts it.</summary>
/// <param name="WorkingSetBytes">Memory of the process that is in physical memory.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open file descriptors, sockets included.</param>
public readonly record struct ResourceUsage(long WorkingSetBytes, int Threads, int Handles)
{
    /// <summary>Reads what a process holds now; null where it has ended.</summary>
    public static ResourceUsage? Of(int processId)
    {
        try
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
            var status = File.ReadAllLines($"{folder}/status");
            return new ResourceUsage(
                Number(status, "VmRSS:") * 1024,
                (int)Number(status, "Threads:"),
                Directory.GetFileSystemEntries($"{folder}/fd").Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long Number(string[] status, string name)
    {
        var line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture);
    }
}
