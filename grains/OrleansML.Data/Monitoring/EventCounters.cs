using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// The counters of one run of a silo, in a file that is mapped into memory: what they count outlives a process that is killed, because the operating
/// system keeps the pages; a machine that loses power may lose them. The file is locked while its run lives, so that another can tell. Layout: a header
/// of 256 bytes, then records of 256 bytes, the first 64 of which are the model's name in ASCII, padded with zeros.
/// </summary>
internal sealed unsafe class EventCounters : IDisposable
{
    public const string Extension = ".counters";

    /// <summary>Versions that can be counted in one run.</summary>
    public const int MostVersions = 2_048;

    internal const int RecordBytes = 256;
    internal const int NameBytes = 64;
    internal const int HeaderBytes = 256;

    internal static readonly byte[] Magic = "ORLEANSML COUNTERS 1"u8.ToArray();

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<(string Model, int Version), EventCounter> _known = new();
    private readonly FileStream? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;

    private EventCounters()
    {
    }

    private EventCounters(FileStream file)
    {
        _file = file;
        // Written out, since a page without a block on a full disk would end the process at its first use.
        _file.Write(new byte[HeaderBytes + (MostVersions * RecordBytes)]);
        _file.Flush(flushToDisk: true);
        using var mapped = MemoryMappedFile.CreateFromFile(_file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = mapped.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        // The view's finalizer unmaps it when nobody has a counter any more, and not before: late predictions are still counted.
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        Magic.CopyTo(new Span<byte>(_start, HeaderBytes));
    }

    /// <summary>Everything that is counted.</summary>
    public ICollection<EventCounter> All => _known.Values;

    /// <summary>Counters of a run in a new file.</summary>
    /// <param name="folder">Where the file lies.</param>
    /// <param name="run">Name of the run; see <see cref="History.Writing.HistoryFileNames.Run"/>.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static EventCounters Create(string folder, string run)
    {
        Directory.CreateDirectory(folder);
        var file = new FileStream(Path.Combine(folder, run + Extension), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        try
        {
            return new EventCounters(file);
        }
        catch
        {
            File.Delete(file.Name);
            file.Dispose();
            throw;
        }
    }

    /// <summary>Counters that end with the process.</summary>
    public static EventCounters Unkept() => new();

    /// <summary>The counter of a version. Those beyond <see cref="MostVersions"/> end with the process.</summary>
    /// <param name="model">Name of the model, at most 64 ASCII characters.</param>
    /// <param name="version">Its version.</param>
    /// <param name="now">No prediction from before is missing.</param>
    public EventCounter Of(string model, int version, FeatureTime now)
    {
        if (_known.TryGetValue((model, version), out var known))
            return known;

        lock (_lock)
        {
            if (_known.TryGetValue((model, version), out known))
                return known;
            var record = _file is null || _known.Count >= MostVersions
                ? (byte*)NativeMemory.AllocZeroed(RecordBytes)
                : _start + HeaderBytes + (_known.Count * RecordBytes);
            var numbers = (EventCounter.Record*)(record + NameBytes);
            numbers->Version = version;
            numbers->CompleteUntil = now.Microseconds;
            numbers->HasWindows = 1;
            numbers->WindowsCompleteUntil = now.Microseconds;
            // A record counts from its name on.
            Encoding.ASCII.GetBytes(model, new Span<byte>(record, NameBytes));
            var counter = new EventCounter(this, model, version, record + NameBytes);
            _known[(model, version)] = counter;
            return counter;
        }
    }

    /// <summary>Gives the file up: removes it when nothing is missing, else leaves it for <see cref="LostPredictions"/>.</summary>
    public void Dispose()
    {
        if (_file is null)
            return;
        if (All.All(static counter => counter.Dropped == 0 && counter.Flushed == counter.Taken && counter.Windowed == counter.Taken))
            File.Delete(_file.Name);
        _file.Dispose();
    }
}
