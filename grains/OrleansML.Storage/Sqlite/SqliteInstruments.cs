using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OrleansML.Storage.Sqlite;

/// <summary>What an operator watches: how long the disk takes, and how many writes share one flush.</summary>
internal sealed class SqliteInstruments
{
    public const string MeterName = "OrleansML.Storage";
    public const string CommitDuration = "orleansml.storage.sqlite.commit.duration";
    public const string GroupSize = "orleansml.storage.sqlite.group.size";

    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _groupSize;
    private readonly KeyValuePair<string, object?> _storage;

    public SqliteInstruments(IMeterFactory meters, string storageName)
    {
        // The factory owns the meter; providers of one host share it.
        var meter = meters.Create(MeterName);
        _commitDuration = meter.CreateHistogram<double>(
            CommitDuration, "s", "Time of one transaction: its statements and the flush to the disk.");
        _groupSize = meter.CreateHistogram<int>(GroupSize, "{write}", "Writes and clears that shared one transaction.");
        _storage = new KeyValuePair<string, object?>("storage", storageName);
    }

    public void Committed(long startTimestamp, int operations)
    {
        _commitDuration.Record(Stopwatch.GetElapsedTime(startTimestamp).TotalSeconds, _storage);
        _groupSize.Record(operations, _storage);
    }
}
