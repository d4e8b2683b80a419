using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using OrleansML.Data.History.Storage;
using OrleansML.Data.History.Writing;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// What runs of silos that have ended did not bring into the log. Whoever finds the counters of such a run makes a record of them,
/// <c>ROOT/monitoring/RUN.lost.json</c>, in which the numbers stay; a run that lost nothing leaves none. What it may not have brought into windows goes to
/// <see cref="UncountedPredictions"/>.
/// </summary>
internal sealed class LostPredictions(string root)
{
    private const string RecordExtension = ".lost.json";

    private const int SecondsPerDay = 86_400;

    private static readonly long LatestMicroseconds = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private readonly string _folder = MonitoringFiles.CountersOf(root);

    /// <summary>Reads the counters of every run that has ended, keeps what was lost, and removes them.</summary>
    /// <param name="now">When they are found.</param>
    /// <returns>What was lost and not reported before.</returns>
    /// <exception cref="IOException">The folder cannot be read or written; what was not recorded is found again.</exception>
    public List<LostOfVersion> Collect(DateTimeOffset now)
    {
        var found = new List<LostOfVersion>();
        foreach (var path in Files(EventCounters.Extension))
        {
            if (TryOpen(path) is not { } file)
                continue;

            using (file)
            {
                var (lost, uncounted) = Read(file, Path.GetFileNameWithoutExtension(path), now);
                if (lost.Count > 0)
                    Keep(Path.ChangeExtension(path, RecordExtension), lost);
                if (uncounted.Count > 0)
                    Keep(Path.ChangeExtension(path, UncountedPredictions.Extension), uncounted);
                File.Delete(path);
                found.AddRange(lost);
            }
        }

        return found;
    }

    /// <summary>Everything that was lost, by run in the order of their names.</summary>
    /// <param name="model">Name of a model; null for all.</param>
    public List<LostOfVersion> Of(string? model = null) =>
    [
        .. Files(RecordExtension)
            .SelectMany(static path => JsonSerializer.Deserialize<LostOfVersion[]>(File.ReadAllBytes(path)) ?? [])
            .Where(lost => model is null || lost.Model == model),
    ];

    private string[] Files(string extension)
    {
        if (!Directory.Exists(_folder))
            return [];

        var files = Directory.GetFiles(_folder, "*" + extension);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    // The lock of a run that lives refuses.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Keep<T>(string path, List<T> records)
    {
        var temporary = path + HistoryFiles.TemporaryExtension;
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(records));
        using (var handle = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(handle);
        File.Move(temporary, path, overwrite: true);
    }

    private (List<LostOfVersion> Lost, List<UncountedOfVersion> Uncounted) Read(FileStream file, string run, DateTimeOffset now)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var (lost, uncounted) = (new List<LostOfVersion>(), new List<UncountedOfVersion>());
        // A run that died while it made its file has counted nothing.
        if (!bytes.AsSpan().StartsWith(EventCounters.Magic))
            return (lost, uncounted);

        // A disk may have cut the file, or spoilt a record: what cannot be true is left out, and the rest counts.
        for (var at = EventCounters.HeaderBytes; at + EventCounters.RecordBytes <= bytes.Length && bytes[at] != 0; at += EventCounters.RecordBytes)
        {
            var model = Encoding.ASCII.GetString(bytes.AsSpan(at, EventCounters.NameBytes)).TrimEnd('\0');
            var record = MemoryMarshal.Read<EventCounter.Record>(bytes.AsSpan(at + EventCounters.NameBytes));
            if (!IsPossible(record))
                continue;

            var missing = record.Taken - FlushedOf(record, model, run) + record.Dropped;
            if (missing > 0)
                lost.Add(new LostOfVersion(model, (int)record.Version, missing, record.Dropped, DateTimeOffset.UnixEpoch.AddMicroseconds(record.CompleteUntil), now));
            if (record.HasWindows == 1 && record.Windowed < record.Taken + record.Dropped)
                uncounted.Add(UncountedOf(record, model));
        }

        return (lost, uncounted);
    }

    private static bool IsPossible(in EventCounter.Record record) =>
        record.Version is > 0 and <= int.MaxValue
        && record is { Taken: >= 0, Dropped: >= 0, Flushed: >= 0, IntendedFlushed: >= 0, IntendedFile: >= 0 and <= int.MaxValue }
        && record.IntendedDay >= 0 && record.IntendedDay <= DateOnly.MaxValue.DayNumber
        && record.CompleteUntil >= 0 && record.CompleteUntil <= LatestMicroseconds
        && record is { HasWindows: 0 or 1, Windowed: >= 0, WindowedAfter: >= 0, IntendedNumber: >= 0, IntendedLength: >= 0 and <= SecondsPerDay }
        && record.WindowsCompleteUntil >= 0 && record.WindowsCompleteUntil <= LatestMicroseconds
        && record.IntendedStart >= 0 && record.IntendedStart <= LatestMicroseconds / 1_000_000;

    private static UncountedOfVersion UncountedOf(in EventCounter.Record record, string model) => new(
        model,
        (int)record.Version,
        record.Taken - record.Windowed,
        record.Dropped,
        DateTimeOffset.UnixEpoch.AddMicroseconds(record.WindowsCompleteUntil),
        record.IntendedNumber == 0
            ? null
            : new UncountedPart(record.IntendedNumber, DateTimeOffset.FromUnixTimeSeconds(record.IntendedStart), TimeSpan.FromSeconds(record.IntendedLength), record.WindowedAfter - record.Windowed));

    private long FlushedOf(in EventCounter.Record record, string model, string run)
    {
        if (record.IntendedFile == 0)
            return record.Flushed;

        var day = MonitoringFiles.DayOf(MonitoringFiles.PredictionsOf(root), model, DateOnly.FromDayNumber((int)record.IntendedDay));
        var name = HistoryFileNames.Of(run, (int)record.IntendedFile);

        // Lists first: what they name is removed before they are.
        return IsMerged(day, name) || File.Exists(Path.Combine(day, name)) ? record.IntendedFlushed : record.Flushed;
    }

    private static bool IsMerged(string day, string name) =>
        Directory.Exists(day) && Directory.GetFiles(day, "*" + HistoryFiles.ReplacesExtension).SelectMany(HistoryFiles.ReadReplaced).Contains(name);
}
