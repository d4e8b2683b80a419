using System.Globalization;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using OrleansML.Data.History.Storage;
using OrleansML.Data.History.Writing;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History;

/// <summary>
/// Writes ingested events and served vectors of a silo to Parquet files, from which training sets are built. Any thread may add; one thread writes.
/// A file appears under its name complete and on disk, or not at all. A crash loses what <see cref="HistoryWriterStatistics.Unwritten"/> counts.
/// At most twice <see cref="HistoryWriterOptions.RowsPerFile"/> rows are held in all: beyond it the largest file is closed early. When files cannot be
/// written, rows are kept up to that bound and tried again after <see cref="HistoryWriterOptions.MaximumAge"/>; further ones are given up and counted.
/// Small files of past days are merged, a few at a time.
/// </summary>
public sealed partial class HistoryWriter : IAsyncDisposable
{
    private const int FilesHeld = 2;
    private const int ChecksPerAge = 4;

    private readonly HistoryOptions _history;
    private readonly HistoryWriterOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<HistoryWriter> _logger;
    private readonly HistoryBuffer _buffer;
    private readonly HistoryFileNames _names;
    private readonly HistoryCompactor _compactor;
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ConditionalWeakTable<FeatureView, HistorySchema> _schemas = [];
    private readonly Dictionary<(string Definition, HistoryKind Kind, DateOnly Day), HistoryTable> _tables = [];
    private int _tablesOpened;
    private int _rowsHeld;
    private long _refused;
    private long _written;
    private long _lost;
    private long _files;
    private long _failedWrites;

    /// <summary>Starts a writer, and removes half-written files that an earlier one of the same silo left behind.</summary>
    /// <param name="history">Where to, and how personal values are kept.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="time">The clock of ages and of file names.</param>
    /// <param name="logger">Gets failures; never a value or an entity.</param>
    /// <exception cref="ArgumentException">An option is out of range; names every one that is.</exception>
    public HistoryWriter(HistoryOptions history, HistoryWriterOptions options, TimeProvider time, ILogger<HistoryWriter> logger)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException(string.Join("; ", violations) + ".", nameof(options));

        (_history, _options, _time, _logger) = (history, options, time, logger);
        _buffer = new HistoryBuffer(options.Capacity);
        _names = new HistoryFileNames(options.Silo, time.GetFeatureTime());
        _compactor = new HistoryCompactor(() => HistoryFiles.Days(history), options, time, _names);
        new Thread(Run) { IsBackground = true, Name = "OrleansML history" }.Start();
        _timer = time.CreateTimer(_ => _buffer.Wake(), null, options.MaximumAge / ChecksPerAge, options.MaximumAge / ChecksPerAge);
    }

    /// <summary>What became of the rows so far.</summary>
    public HistoryWriterStatistics Statistics
    {
        get
        {
            // Outcomes first, so that none is counted whose row is not.
            var (refused, written, lost) = (Volatile.Read(ref _refused), Volatile.Read(ref _written), Volatile.Read(ref _lost));
            var (accepted, dropped) = _buffer.Counts;
            return new HistoryWriterStatistics(
                accepted, dropped, refused, written, lost, Volatile.Read(ref _files), Volatile.Read(ref _failedWrites), _compactor.MergedFiles);
        }
    }

    /// <summary>Adds an event as it arrived; never waits.</summary>
    /// <param name="view">Its view.</param>
    /// <param name="ingested">The event, after the checks of its source.</param>
    /// <param name="ingestTime">When it arrived: the <c>now</c> that it was offered to the entity's row and windows with.</param>
    /// <returns>False when the buffer is full or the writer has stopped; the event is dropped and counted.</returns>
    public bool TryAdd(FeatureView view, FeatureEvent ingested, FeatureTime ingestTime)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(ingested);
        return _buffer.TryAdd(new HistoryRow(view, ingested.Entity, ingestTime, ingested, null));
    }

    /// <summary>Adds a vector as it was served; never waits.</summary>
    /// <returns>False when the buffer is full or the writer has stopped; the vector is dropped and counted.</returns>
    /// <exception cref="ArgumentException">It has not one value and one status for each feature of its view.</exception>
    public bool TryAdd(ServedVector served)
    {
        ArgumentNullException.ThrowIfNull(served);
        var expected = served.View.Names.All.Count;
        if (served.Values.Length != expected || served.Statuses.Length != expected)
        {
            throw new ArgumentException(
                $"The vector has {served.Values.Length} values and {served.Statuses.Length} statuses; the view '{served.View.Name}' has {expected} of each.", nameof(served));
        }

        return _buffer.TryAdd(new HistoryRow(served.View, served.Entity, served.ServedAt, null, served));
    }

    /// <summary>Waits until everything added before is in files, or could not be written; see <see cref="Statistics"/>.</summary>
    /// <param name="cancellationToken">Ends the waiting; the rows are written all the same.</param>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _buffer.FlushAsync().WaitAsync(cancellationToken);

    /// <summary>Refuses further rows and writes those that are there.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _buffer.Stop();
        await _ended.Task;
    }

    private void Run()
    {
        var work = new HistoryWork([], [], false);
        try
        {
            using var connection = Connect();
            _compactor.RemoveLeftovers();
            while (!work.IsLast)
            {
                work = _buffer.Take(work.Rows);
                foreach (var row in work.Rows)
                    Append(connection, row);
                WriteDue(everything: work.IsLast || work.Flushes.Length > 0);
                foreach (var flush in work.Flushes)
                    flush.TrySetResult();
                if (!work.IsLast && _options.CompactBelowBytes > 0)
                    Compact(connection);
            }

            GiveUpRest();
        }
        catch (Exception exception)
        {
            // Without its thread the writer can only drop; whoever waits must not wait for ever.
            LogEnded(exception);
            Abandon(work);
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SET threads = 1; SET memory_limit = '{_options.MemoryLimit / (1 << 20)}MiB'; SET temp_directory = ''");
        command.ExecuteNonQuery();
        return connection;
    }

    private void Append(DuckDBConnection connection, in HistoryRow row)
    {
        if (SchemaOf(row.View) is not { } schema || !EntityKey.TryParse(row.View.Entity, row.Entity, out var keys, out _))
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        var day = HistoryFiles.DayOf(row.Time);
        var key = (schema.DefinitionHash, row.Kind, day);
        if (!_tables.TryGetValue(key, out var table))
        {
            table = new HistoryTable(connection, string.Create(CultureInfo.InvariantCulture, $"t{_tablesOpened++}"), schema, row.Kind, day, _time.GetUtcNow());
            _tables.Add(key, table);
        }

        if (!table.Accepts(row))
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        if (_rowsHeld >= FilesHeld * _options.RowsPerFile)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        try
        {
            table.Append(row, keys);
            _rowsHeld++;
        }
        catch (DuckDBException exception)
        {
            LogNotHeld(table.Rows + 1, row.View.Name, exception.Message);
            Interlocked.Add(ref _lost, table.Rows + 1);
            Remove(key);
            return;
        }

        if (table.Rows >= _options.RowsPerFile)
            WriteUnlessFailed(key, table);
        if (_rowsHeld >= FilesHeld * _options.RowsPerFile)
        {
            var largest = _tables.MaxBy(held => held.Value.RetryAt is null ? held.Value.Rows : 0);
            WriteUnlessFailed(largest.Key, largest.Value);
        }
    }

    private void WriteUnlessFailed((string Definition, HistoryKind Kind, DateOnly Day) key, HistoryTable table)
    {
        if (table.RetryAt is null && TryWrite(table))
            Remove(key);
    }

    private HistorySchema? SchemaOf(FeatureView view)
    {
        if (_schemas.TryGetValue(view, out var known))
            return known;

        try
        {
            var schema = new HistorySchema(view, _history);
            _schemas.Add(view, schema);
            return schema;
        }
        catch (HistoryException exception)
        {
            LogRefused(exception.Message);
            return null;
        }
    }

    private void WriteDue(bool everything)
    {
        var now = _time.GetUtcNow();
        foreach (var (key, table) in _tables.ToArray())
        {
            if ((everything || now >= (table.RetryAt ?? table.Opened + _options.MaximumAge)) && TryWrite(table))
                Remove(key);
        }
    }

    private bool TryWrite(HistoryTable table)
    {
        var directory = HistoryFiles.DirectoryOf(_history, table.Schema.View.Name, table.Kind, table.Day);
        var path = Path.Combine(directory, _names.Next());
        var temporary = path + HistoryFiles.TemporaryExtension;
        try
        {
            Directory.CreateDirectory(directory);
            table.CopyTo(temporary);
            HistoryFiles.Publish(temporary, path);
            _compactor.LookAgain(directory);
            Interlocked.Add(ref _written, table.Rows);
            Interlocked.Increment(ref _files);
            return true;
        }
        catch (Exception exception) when (exception is DuckDBException or IOException or UnauthorizedAccessException)
        {
            HistoryFiles.TryDelete(temporary);
            table.RetryAt = _time.GetUtcNow() + _options.MaximumAge;
            Interlocked.Increment(ref _failedWrites);
            LogFailed(path, table.Rows, _options.MaximumAge, FilesHeld * _options.RowsPerFile, Volatile.Read(ref _lost), exception.Message);
            return false;
        }
    }

    private void Remove((string Definition, HistoryKind Kind, DateOnly Day) key)
    {
        _tables.Remove(key, out var table);
        _rowsHeld -= table!.Rows;
        table.Dispose();
    }

    private void Compact(DuckDBConnection connection)
    {
        try
        {
            _compactor.CompactNext(connection);
        }
        catch (Exception exception) when (exception is DuckDBException or IOException or UnauthorizedAccessException)
        {
            LogNotMerged(exception.Message);
        }
    }

    private void GiveUpRest()
    {
        foreach (var (key, table) in _tables.ToArray())
        {
            Interlocked.Add(ref _lost, table.Rows);
            LogLost(table.Rows, table.Schema.View.Name);
            Remove(key);
        }
    }

    private void Abandon(HistoryWork current)
    {
        _buffer.Stop();
        var rest = _buffer.Take([]);
        Interlocked.Exchange(ref _lost, _buffer.Counts.Accepted - Volatile.Read(ref _refused) - Volatile.Read(ref _written));
        foreach (var flush in current.Flushes.Concat(rest.Flushes))
            flush.TrySetResult();
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "History file '{Path}' of {Rows} rows cannot be written; they are kept and tried again in {RetryAfter}. Beyond {Limit} rows further ones are given up, {Lost} so far: {Reason}")]
    private partial void LogFailed(string path, int rows, TimeSpan retryAfter, int limit, long lost, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Rows} rows of history of view '{View}' are lost: the writer stopped before they could be written.")]
    private partial void LogLost(int rows, string view);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Rows} rows of history of view '{View}' are lost: they cannot be held. {Reason}")]
    private partial void LogNotHeld(int rows, string view, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rows of history are refused: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Small history files could not be merged; the next round tries again: {Reason}")]
    private partial void LogNotMerged(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Writing of history has ended; every further row is dropped.")]
    private partial void LogEnded(Exception exception);
}
