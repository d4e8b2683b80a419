using System.Data;
using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>One reading of a source's event files in order of event time. Everything but <see cref="Interrupt"/> belongs to one thread.</summary>
internal sealed class FileScan(SourceBinding binding, EventFiles format, FileReadingOptions options) : IDisposable
{
    private const int BatchSize = 512;
    private const int FirstValue = 4;

    private readonly CancellationTokenSource _interrupted = new();
    private readonly Lock _ending = new();
    private readonly EventDraft _draft = new(binding);
    private DirectoryInfo? _spill;
    private DuckDBConnection? _connection;
    private DuckDBCommand? _command;
    private DuckDBDataReader? _rows;
    private string[] _files = [];
    private bool _ended;

    /// <summary>Finds and sorts the records; returns when the first can be read.</summary>
    /// <param name="after">Where to go on; null starts at the first record.</param>
    public bool Open(FilePosition? after)
    {
        try
        {
            _spill = MakeSpillFolder();
            _connection = new DuckDBConnection("Data Source=:memory:");
            _connection.Open();
            Execute($"SET memory_limit = '{options.MemoryBytes / 1024}KiB'");
            Execute($"SET threads = {options.Threads.ToString(CultureInfo.InvariantCulture)}");
            Execute($"SET temp_directory = '{_spill.FullName.Replace("'", "''", StringComparison.Ordinal)}'");
            // A path is a path of this machine: nothing is fetched, and no extension loaded for it.
            Execute("SET autoinstall_known_extensions = false");
            Execute("SET autoload_known_extensions = false");
            _files = FindFiles();
            var relation = format.Prepare(_connection, _files, _interrupted.Token);
            Query(relation, after);
            return true;
        }
        catch (Exception exception) when (exception is DuckDBException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure(exception);
        }
    }

    /// <summary>Reads the next records; none at the end.</summary>
    public List<FileRecord> ReadBatch()
    {
        var batch = new List<FileRecord>(BatchSize);
        try
        {
            while (batch.Count < BatchSize && _rows!.Read())
                batch.Add(ReadRecord(_rows));
        }
        catch (DuckDBException exception)
        {
            throw Failure(exception);
        }

        return batch;
    }

    /// <summary>Ends what runs, from any thread.</summary>
    public void Interrupt()
    {
        lock (_ending)
        {
            if (_ended)
                return;
            _interrupted.Cancel();
            if (_command?.Connection is { State: ConnectionState.Open })
                _command.Cancel();
        }
    }

    public void Dispose()
    {
        lock (_ending)
        {
            _ended = true;
            _rows?.Dispose();
            _command?.Dispose();
            _connection?.Dispose();
            _interrupted.Dispose();
        }

        _spill?.Delete(recursive: true);
    }

    // One each: two databases that share a folder write to the same files. Nobody else may read what is private in it.
    private DirectoryInfo MakeSpillFolder()
    {
        const string Prefix = "orleansml-events-";
        if (options.SpillFolder is null)
            return Directory.CreateTempSubdirectory(Prefix);
        var path = Path.Combine(options.SpillFolder, Prefix + Path.GetRandomFileName());
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string[] FindFiles()
    {
        using var command = _connection!.CreateCommand();
        command.CommandText = "SELECT file FROM glob($path)";
        var pattern = binding.Source.Settings[SourceSettings.Files];
        command.Parameters.Add(new DuckDBParameter("path", binding.Resolve(pattern)));
        using var reader = command.ExecuteReader();
        var files = new List<string>();
        while (reader.Read())
            files.Add(reader.GetString(0));
        if (files.Count == 0)
            throw binding.Failure(SourceFailure.Unreachable, $"no file matches '{pattern}' ('{SourceSettings.Files}')", "Put one there, or correct the pattern.");
        files.Sort(StringComparer.Ordinal);
        return [.. files];
    }

    private void Query(string relation, FilePosition? after)
    {
        var values = string.Concat(Enumerable.Range(0, format.Columns).Select(index => $", c{index}"));
        var command = _connection!.CreateCommand();
        // Sorted by DuckDB, which puts on disk what does not fit into its memory.
        command.CommandText = $"SELECT coalesce(t, $least) AS t, f, n, bad{values} FROM {relation} "
            + "WHERE (coalesce(t, $least), f, n) > ($time, $file, $number) ORDER BY 1, 2, 3";
        command.UseStreamingMode = true;
        var (time, file, number) = Place(after);
        command.Parameters.Add(new DuckDBParameter("least", FeatureTime.MinValue.Microseconds));
        command.Parameters.Add(new DuckDBParameter("time", time));
        command.Parameters.Add(new DuckDBParameter("file", file));
        command.Parameters.Add(new DuckDBParameter("number", number));
        lock (_ending)
        {
            _interrupted.Token.ThrowIfCancellationRequested();
            _command = command;
        }

        _rows = command.ExecuteReader();
    }

    // A file that is gone leaves its place between its neighbours.
    private (long Time, int File, long Number) Place(FilePosition? after)
    {
        if (after is null)
            return (long.MinValue, -1, 0);
        var file = Array.BinarySearch(_files, after.File, StringComparer.Ordinal);
        return file >= 0 ? (after.EventTime.Microseconds, file, after.Number) : (after.EventTime.Microseconds, ~file - 1, long.MaxValue);
    }

    private FileRecord ReadRecord(DuckDBDataReader rows)
    {
        var time = rows.GetInt64(0);
        var number = rows.GetInt64(2);
        var file = _files[rows.GetInt32(1)];
        _draft.Reset();
        var refusal = rows.IsDBNull(3) ? format.Read(rows, FirstValue, _draft) : new Refusal(null, rows.GetString(3));
        refusal ??= SetTime(time);
        FeatureEvent? made = null;
        refusal ??= _draft.TryBuild(out made);
        var position = new FilePosition(ColumnValue.IsTime(time) ? new FeatureTime(time) : FeatureTime.MinValue, file, number);
        return refusal is null
            ? new FileRecord(position, made, null)
            : new FileRecord(position, null, new PoisonRecord(number, _draft.Entity(), refusal.Field, $"{refusal.Reason}."));
    }

    private Refusal? SetTime(long time)
    {
        if (binding.Extras.Find(column => column.Role == ColumnRole.EventTime) is not { } column || _draft.EventTime is not null)
            return null;
        return time == FeatureTime.MinValue.Microseconds || !ColumnValue.IsTime(time)
            ? Refusal.Of(column, "must be a time, and is missing or something else")
            : _draft.Set(column, FeatureValue.Of(new FeatureTime(time)));
    }

    private void Execute(string sql)
    {
        using var command = _connection!.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Exception Failure(Exception exception)
    {
        if (_interrupted.IsCancellationRequested)
            return new OperationCanceledException();
        if (exception is not DuckDBException)
            return binding.Failure(SourceFailure.Unreachable, $"a file cannot be read ({exception.Message.TrimEnd('.')})", "See that it is there and may be read.");

        // Beyond the kind of error, the text may quote data.
        var kind = exception.Message.Split(':')[0];
        return binding.Failure(SourceFailure.Lying, $"DuckDB cannot read the files ({kind})", "See that each is a whole file of the format that the view says.");
    }
}
