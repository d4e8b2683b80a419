using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Data.History.Writing;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Writes predictions of a silo to Parquet files, one per model, layout and day at each <see cref="Flush"/>. A file appears under its name complete and on
/// disk, or not at all. When files cannot be written, rows are kept up to twice <see cref="HistoryWriterOptions.RowsPerFile"/> and tried again; further
/// ones are given up. Small files are merged, a few at a time, and days past the time to keep are removed. Not for several threads at once.
/// </summary>
internal sealed partial class PredictionLogWriter : IDisposable
{
    private const int FilesHeld = 2;

    private static readonly TimeSpan BetweenRemovals = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly PredictionLogOptions _log;
    private readonly HistoryWriterOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _root;
    private readonly HistoryFileNames _names;
    private readonly HistoryCompactor _compactor;
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly Dictionary<(PredictionLayout Layout, DateOnly Day), PredictionTable> _tables = [];
    private DateTimeOffset _nextRemoval = DateTimeOffset.MinValue;
    private DateTimeOffset _nextLook = DateTimeOffset.MinValue;
    private int _tablesOpened;
    private int _rowsHeld;

    /// <param name="log">The root, how personal values are kept, and how long days are.</param>
    /// <param name="options">Sizes; a failed write is tried again after <see cref="HistoryWriterOptions.MaximumAge"/>.</param>
    /// <param name="names">Names of this run's files.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets failures; never a value.</param>
    public PredictionLogWriter(
        PredictionLogOptions log, HistoryWriterOptions options, HistoryFileNames names, TimeProvider time, ILogger logger)
    {
        (_log, _options, _names, _time, _logger) = (log, options, names, time, logger);
        _root = MonitoringFiles.PredictionsOf(log.Root);
        _compactor = new HistoryCompactor(Days, options, time, names, HistoryMerging.AnyInTurn);
        _connection.Open();
        Execute(string.Create(CultureInfo.InvariantCulture, $"SET TimeZone = 'UTC'; SET threads = 1; SET memory_limit = '{options.MemoryLimit >> 20}MiB'; SET temp_directory = ''"));
        _compactor.RemoveLeftovers();
    }

    /// <summary>Predictions that were given up because files could not be written.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Files that were written.</summary>
    public long Files { get; private set; }

    /// <summary>Attempts to write a file that failed.</summary>
    public long FailedWrites { get; private set; }

    /// <summary>Whether so many rows wait that they should be written now.</summary>
    public bool IsFull => _rowsHeld >= _options.RowsPerFile;

    /// <summary>Adds an answered request; failed ones leave no row.</summary>
    public void Append(in PredictionRows prediction)
    {
        if (prediction.Rows == 0)
            return;
        if (_rowsHeld >= FilesHeld * _options.RowsPerFile)
        {
            GivenUp++;
            return;
        }

        var key = (prediction.Layout, HistoryFiles.DayOf(prediction.Time));
        if (!_tables.TryGetValue(key, out var table))
        {
            table = new PredictionTable(_connection, _log, string.Create(CultureInfo.InvariantCulture, $"p{_tablesOpened++}"), prediction.Layout, key.Item2);
            _tables.Add(key, table);
        }

        try
        {
            table.Append(prediction);
            _rowsHeld += prediction.Rows;
        }
        catch (DuckDBException exception)
        {
            var events = table.Events.Values.Sum() + 1;
            GivenUp += events;
            LogNotHeld(events, prediction.Layout.Model, exception.Message);
            Remove(key);
        }
    }

    /// <summary>Writes everything that is held to files.</summary>
    /// <param name="evenFailed">Whether what failed a moment ago is tried again.</param>
    /// <returns>Whether nothing is held any more.</returns>
    public bool Flush(bool evenFailed = false)
    {
        var now = _time.GetUtcNow();
        foreach (var (key, table) in _tables.ToArray())
        {
            if ((evenFailed || table.RetryAt is not { } retry || now >= retry) && TryWrite(table))
                Remove(key);
        }

        return _tables.Count == 0;
    }

    /// <summary>Merges small files, of labels too, and removes days whose time has come. Looks at all files once a minute, and more often while it finds work.</summary>
    public void Tidy()
    {
        var now = _time.GetUtcNow();
        try
        {
            if (now >= _nextLook)
            {
                var merged = _compactor.MergedFiles;
                _compactor.CompactNext(_connection);
                _nextLook = _compactor.MergedFiles > merged ? now : now + BetweenLooks;
            }

            if (now >= _nextRemoval)
                RemoveOldDays(now);
        }
        catch (Exception exception) when (exception is DuckDBException or IOException or UnauthorizedAccessException)
        {
            LogNotTidied(exception.Message);
        }
    }

    public void Dispose()
    {
        foreach (var (key, table) in _tables.ToArray())
        {
            var events = table.Events.Values.Sum();
            GivenUp += events;
            LogNotHeld(events, table.Layout.Model, "The log stopped before they could be written.");
            Remove(key);
        }

        _connection.Dispose();
    }

    private IEnumerable<string> Days() => MonitoringFiles.Days(_root).Concat(MonitoringFiles.Days(MonitoringFiles.LabelsOf(_log.Root)));

    private bool TryWrite(PredictionTable table)
    {
        var directory = MonitoringFiles.DayOf(_root, table.Layout.Model, table.Day);
        var path = Path.Combine(directory, _names.Next());
        var temporary = path + HistoryFiles.TemporaryExtension;
        try
        {
            Directory.CreateDirectory(directory);
            table.CopyTo(temporary);
            foreach (var (counter, events) in table.Events)
                counter.Intend(counter.Flushed + events, _names.Last, table.Day);
            HistoryFiles.Publish(temporary, path);
        }
        catch (Exception exception) when (exception is DuckDBException or IOException or UnauthorizedAccessException)
        {
            HistoryFiles.TryDelete(temporary);
            table.RetryAt = _time.GetUtcNow() + _options.MaximumAge;
            FailedWrites++;
            LogFailed(path, table.Rows, _options.MaximumAge, FilesHeld * _options.RowsPerFile, GivenUp, exception.Message);
            return false;
        }

        foreach (var counter in table.Events.Keys)
            counter.Commit();
        _compactor.LookAgain(directory);
        Files++;
        return true;
    }

    private void Remove((PredictionLayout Layout, DateOnly Day) key)
    {
        _tables.Remove(key, out var table);
        _rowsHeld -= table!.Rows;
        table.Dispose();
    }

    private void RemoveOldDays(DateTimeOffset now)
    {
        _nextRemoval = now + BetweenRemovals;
        var oldest = HistoryFiles.DayOf(now - _log.Keep);
        foreach (var day in Days().Where(day => HistoryFiles.DayOf(day) < oldest).ToArray())
            Directory.Delete(day, recursive: true);
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Prediction log '{Path}' of {Rows} rows cannot be written; they are kept and tried again in {RetryAfter}. Beyond {Limit} rows further ones are given up, {GivenUp} predictions so far: {Reason}")]
    private partial void LogFailed(string path, int rows, TimeSpan retryAfter, int limit, long givenUp, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} predictions of model '{Model}' are lost for the log. {Reason}")]
    private partial void LogNotHeld(long count, string model, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The prediction log could not be tidied; the next round tries again: {Reason}")]
    private partial void LogNotTidied(string reason);
}
