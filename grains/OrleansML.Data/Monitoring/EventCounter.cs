using System.Runtime.InteropServices;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// What became of the predictions of one version, in memory that outlives the process. <see cref="Take"/> and <see cref="Drop"/> may be called from any
/// thread, also after the file was closed; the rest belongs to the thread that writes the log.
/// </summary>
internal sealed unsafe class EventCounter
{
    // Keeps the memory mapped.
    private readonly EventCounters _owner;
    private readonly Record* _record;

    public EventCounter(EventCounters owner, string model, int version, byte* at)
    {
        (_owner, Model, Version) = (owner, model, version);
        _record = (Record*)at;
    }

    public string Model { get; }

    public int Version { get; }

    /// <summary>Predictions that were taken on the way to the log.</summary>
    public long Taken => Read(ref _record->Taken);

    /// <summary>Predictions that were not taken, because too many were on the way.</summary>
    public long Dropped => Read(ref _record->Dropped);

    /// <summary>Taken predictions that are in files.</summary>
    public long Flushed => Read(ref _record->Flushed);

    public void Take() => Add(ref _record->Taken);

    public void Drop() => Add(ref _record->Dropped);

    /// <summary>Says before a file appears which it is and what it will make of <see cref="Flushed"/>, so that a death in between does not count it as lost.</summary>
    public void Intend(long flushed, int file, DateOnly day)
    {
        _record->IntendedFlushed = flushed;
        _record->IntendedDay = day.DayNumber;
        Volatile.Write(ref _record->IntendedFile, file);
        GC.KeepAlive(_owner);
    }

    /// <summary>Says that the intended file is there.</summary>
    public void Commit()
    {
        Volatile.Write(ref _record->Flushed, _record->IntendedFlushed);
        Volatile.Write(ref _record->IntendedFile, 0);
        GC.KeepAlive(_owner);
    }

    /// <summary>Says that no prediction from before is missing.</summary>
    public void CompleteUntil(FeatureTime time)
    {
        Volatile.Write(ref _record->CompleteUntil, time.Microseconds);
        GC.KeepAlive(_owner);
    }

    private long Read(ref long field)
    {
        var value = Volatile.Read(ref field);
        GC.KeepAlive(_owner);
        return value;
    }

    private void Add(ref long field)
    {
        Interlocked.Increment(ref field);
        GC.KeepAlive(_owner);
    }

    /// <summary>The numbers in the file, after the name.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Record
    {
        public long Version;
        public long CompleteUntil;
        public long Flushed;
        public long IntendedFlushed;
        public long IntendedFile;
        public long IntendedDay;

        // Written by who predicts, and so on a cache line of their own.
        private fixed long _apart[8];

        public long Taken;
        public long Dropped;
    }
}
