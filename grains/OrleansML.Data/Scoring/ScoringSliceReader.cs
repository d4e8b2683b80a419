using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Reads slices block by block. Values are cast by DuckDB, vectors at a time; numbers reach the matrices of a block without an object for a row.
/// Blocks its thread, so it belongs on one of its own; for one thread at a time. Kept for many slices, as it is a database in memory.
/// </summary>
public sealed class ScoringSliceReader : IDisposable
{
    private const int MostFiles = 256;

    private readonly ScoringSession _session;
    private readonly IReadOnlyList<string> _key;
    private readonly IReadOnlyList<ScoringTensor> _tensors;
    private readonly List<string> _names;
    private readonly Dictionary<string, SliceFile> _files = new(StringComparer.Ordinal);
    private SliceColumn[] _columns = [];
    private ScoringSlice? _slice;
    private ScoringFile? _file;
    private SessionRows? _rows;
    private CancellationToken _cancellationToken;
    private int _read;

    // 1 where the first column says why a row is bad; 0 where no row can be.
    private int _firstValue;

    /// <summary>Starts a reader.</summary>
    /// <param name="options">What it may use; its threads are not used.</param>
    /// <param name="key">Columns that name a row: one without them is bad.</param>
    /// <param name="tensors">What to read; blocks must be made for the same.</param>
    public ScoringSliceReader(HistoryQueryOptions options, IReadOnlyList<string> key, IReadOnlyList<ScoringTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(tensors);
        _key = key;
        _tensors = tensors;
        _names = [.. key.Concat(tensors.SelectMany(static tensor => tensor.Columns)).Distinct(StringComparer.Ordinal)];
        _session = new ScoringSession(options);
    }

    /// <summary>Goes to the start of a slice. A slice before it need not have been read to its end; the one that follows in its file is begun at the least cost.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="file">Its file as it was planned, <see cref="ScoringPlan.FileOf"/>; null: it is staged, or is not to be checked.</param>
    /// <param name="cancellationToken">Interrupts this and the reading of the slice.</param>
    /// <exception cref="ScoringDataException">The file changed, cannot be read, or lacks a column.</exception>
    public void Open(ScoringSlice slice, ScoringFile? file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(slice);
        var runsOn = RunsOn(slice, file, cancellationToken);
        if (!runsOn)
            Close();
        if (file is not null)
            ScoringFiles.RequireUnchanged([file]);
        if (!runsOn)
            Start(slice, file, cancellationToken);
        _slice = slice;
        _file = file;
        _read = 0;
    }

    /// <summary>Fills a block with the rows that come next.</summary>
    /// <param name="block">Made for the tensors of this reader; what it held is overwritten.</param>
    /// <returns>False at the end of the slice, with an empty block.</returns>
    /// <exception cref="ScoringDataException">The file changed or cannot be read.</exception>
    public bool Read(ScoringBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!ReferenceEquals(block.Tensors, _tensors))
            throw new ArgumentException("The block was made for other tensors.", nameof(block));
        if (_slice is null || _rows is null)
            throw new InvalidOperationException("No slice is open.");

        block.Clear();
        try
        {
            while (_read < _slice.Rows && !block.IsFull && block.BadRows.Count < block.Capacity && _rows.Read())
                Take(block, _rows.Reader);
        }
        catch (Exception exception) when (ScoringErrors.IsKnown(exception))
        {
            if (_file is not null)
                ScoringFiles.RequireUnchanged([_file]);
            throw ScoringErrors.Reading(_slice.File, exception);
        }

        if (block.Count + block.BadRows.Count > 0)
            return true;
        if (_read != _slice.Rows)
            throw new ScoringDataException(ScoringFailure.Changed, [$"'{_slice.File}' has {_read} rows from row {_slice.FirstRowOfFile} on and had {_slice.Rows}"]);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _session.Dispose();
    }

    // Starting a query costs as much as reading ten thousand rows: who takes slices one after the other goes on with the same.
    private bool RunsOn(ScoringSlice slice, ScoringFile? file, CancellationToken cancellationToken) => file is not null && file == _file && cancellationToken == _cancellationToken
        && _rows is not null && _slice is not null && _read == _slice.Rows && slice.File == _slice.File && slice.FirstRowOfFile == _slice.FirstRowOfFile + _slice.Rows;

    private void Start(ScoringSlice slice, ScoringFile? file, CancellationToken cancellationToken)
    {
        // Without the file as it was planned nobody knows whether it is still the one that was looked at.
        if (file is null)
            _files.Remove(slice.File);
        try
        {
            _rows = _session.Session.Rows(SqlOf(slice, Look(slice.File, cancellationToken)), cancellationToken);
            _cancellationToken = cancellationToken;
        }
        catch (Exception exception) when (ScoringErrors.IsKnown(exception))
        {
            throw ScoringErrors.Reading(slice.File, exception);
        }
    }

    private void Close()
    {
        _rows?.Dispose();
        _rows = null;
        _slice = null;
    }

    private SliceFile Look(string path, CancellationToken cancellationToken)
    {
        if (_files.TryGetValue(path, out var known))
            return known;
        if (_files.Count == MostFiles)
            _files.Clear();
        return _files[path] = SliceFile.Of(_session.Session, path, withNulls: true, cancellationToken);
    }

    // Columns of the input get names that nobody else gives: r0, r1, ... as they are, v0, v1, ... as the model wants them.
    private string RawOf(string name) => $"r{_names.IndexOf(name)}";

    private string SqlOf(ScoringSlice slice, SliceFile file)
    {
        var relation = new SliceRelation(slice, file, isOpenEnded: true);
        _columns = [.. _tensors.SelectMany(tensor => tensor.Columns.Select(name => SliceColumn.Of(name, RawOf(name), file.TypeOf(name), tensor.Kind)))];
        var raw = _names.Select(name => $"{Sql.Name(name)} AS {RawOf(name)}").Prepend($"{relation.Problem} AS problem").Join();
        var reasons = ReasonsOf(file).ToArray();
        _firstValue = reasons.Length > 0 ? 1 : 0;
        if (reasons.Length == 0)
            return $"SELECT {_columns.Select(static column => column.Value).Join()} FROM (SELECT {raw} {relation.From})";

        var values = _columns.Select(static (column, index) => $"{column.Value} AS v{index}").Prepend("*").Join();
        return $"SELECT CASE {reasons.Join(" ")} END, {_columns.Select(static (_, index) => $"v{index}").Join()} FROM (SELECT {values} FROM (SELECT {raw} {relation.From}))";
    }

    // What the statistics of a file exclude need not be looked for in every row.
    private IEnumerable<string> ReasonsOf(SliceFile file)
    {
        if (file.IsStaged)
            yield return "WHEN problem IS NOT NULL THEN problem";
        foreach (var name in _key)
        {
            _ = file.TypeOf(name);
            if (!file.IsComplete(name))
                yield return $"WHEN {RawOf(name)} IS NULL THEN {Sql.Text($"the key '{name}' is missing")}";
        }

        var names = _tensors.SelectMany(static tensor => tensor.Columns).ToArray();
        for (var index = 0; index < names.Length; index++)
        {
            if ((_columns[index].IsCast || !file.IsComplete(names[index])) && _columns[index].ReasonOf($"v{index}") is { } reason)
                yield return reason;
        }
    }

    private void Take(ScoringBlock block, DuckDBDataReader reader)
    {
        var row = _read++;
        if (_firstValue > 0 && !reader.IsDBNull(0))
        {
            block.AddBad(row, reader.GetString(0));
            return;
        }

        var ordinal = _firstValue;
        for (var tensor = 0; tensor < _tensors.Count; tensor++)
        {
            Fill(block, tensor, reader, ordinal);
            ordinal += _tensors[tensor].Columns.Count;
        }

        block.Add(row);
    }

    private void Fill(ScoringBlock block, int tensor, DuckDBDataReader reader, int first)
    {
        switch (_tensors[tensor].Kind)
        {
            case ScoringKind.Float32:
                var floats = block.Next<float>(tensor);
                for (var column = 0; column < floats.Length; column++)
                    floats[column] = reader.GetFloat(first + column);
                break;
            case ScoringKind.Float64:
                var doubles = block.Next<double>(tensor);
                for (var column = 0; column < doubles.Length; column++)
                    doubles[column] = reader.GetDouble(first + column);
                break;
            case ScoringKind.Int32:
                var ints = block.Next<int>(tensor);
                for (var column = 0; column < ints.Length; column++)
                    ints[column] = reader.GetInt32(first + column);
                break;
            case ScoringKind.Int64:
                var longs = block.Next<long>(tensor);
                for (var column = 0; column < longs.Length; column++)
                    longs[column] = reader.GetInt64(first + column);
                break;
            case ScoringKind.Bool:
                var bools = block.Next<bool>(tensor);
                for (var column = 0; column < bools.Length; column++)
                    bools[column] = reader.GetBoolean(first + column);
                break;
            case ScoringKind.Text:
                var texts = block.Next<string>(tensor);
                for (var column = 0; column < texts.Length; column++)
                    texts[column] = reader.GetString(first + column);
                break;
            default:
                var features = block.Next<FeatureValue>(tensor);
                for (var column = 0; column < features.Length; column++)
                    features[column] = _columns[first - _firstValue + column].Feature(reader, first + column);
                break;
        }
    }
}
