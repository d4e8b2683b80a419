using System.Text.Json;

namespace OrleansML.Data.Monitoring;

/// <summary>What runs of silos that have ended may not have brought into windows, in <c>ROOT/monitoring/RUN.uncounted.json</c> until somebody has told it.</summary>
internal sealed class UncountedPredictions(string root)
{
    public const string Extension = ".uncounted.json";

    private readonly string _folder = MonitoringFiles.CountersOf(root);

    /// <summary>Names of the runs of which something is to be told, in order.</summary>
    public string[] Runs()
    {
        if (!Directory.Exists(_folder))
            return [];

        string[] runs = [.. Directory.GetFiles(_folder, "*" + Extension).Select(static path => Path.GetFileName(path)[..^Extension.Length])];
        Array.Sort(runs, StringComparer.Ordinal);
        return runs;
    }

    /// <summary>Has one caller at a time tell of a run; when that succeeds, it is forgotten.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tell">Tells of it.</param>
    /// <returns>False: another tells it, or did.</returns>
    /// <exception cref="IOException">The record cannot be read or removed.</exception>
    public async Task<bool> TellAsync(string run, Func<IReadOnlyList<UncountedOfVersion>, Task> tell)
    {
        var path = Path.Combine(_folder, run + Extension);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // It is gone, or another has it.
            return false;
        }

        using (file)
        {
            await tell(await JsonSerializer.DeserializeAsync<UncountedOfVersion[]>(file) ?? []);
            File.Delete(path);
        }

        return true;
    }
}
