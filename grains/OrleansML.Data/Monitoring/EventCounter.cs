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

    /// <summary>Taken predictions that are in windows.</summary>
    public long Windowed => Read(ref _record->Windowed);

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

    /// <summary>Says before a part of a window is sent which it is and how many predictions it holds, so that a death before its answer can be resolved.</summary>
    /// <param name="count">Predictions in the part.</param>
    /// <param name="number">Its number.</param>
    /// <param name="start">Start of the window in seconds since 1970.</param>
    /// <param name="length">How long it is, in seconds.</param>
    public void IntendWindow(long count, long number, long start, long length)
    {
        (_record->WindowedAfter, _record->IntendedStart, _record->IntendedLength) = (_record->Windowed + count, start, length);
        Volatile.Write(ref _record->IntendedNumber, number);
        GC.KeepAlive(_owner);
    }

    /// <summary>Says that the intended part is in its window.</summary>
    public void CommitWindow()
    {
        Volatile.Write(ref _record->Windowed, _record->WindowedAfter);
        AbandonWindow();
    }

    /// <summary>Says that the intended part will never be in its window.</summary>
    public void AbandonWindow()
    {
        Volatile.Write(ref _record->IntendedNumber, 0);
        GC.KeepAlive(_owner);
    }

    /// <summary>Says that no prediction from before is missing in windows.</summary>
    public void WindowsCompleteUntil(FeatureTime time)
    {
        Volatile.Write(ref _record->WindowsCompleteUntil, time.Microseconds);
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

        // On the next cache line. Counters of builds that counted no windows have 0 in the first.
        public long HasWindows;
        public long Windowed;
        public long WindowedAfter;
        public long IntendedNumber;
        public long IntendedStart;
        public long IntendedLength;
        public long WindowsCompleteUntil;
    }
}
