using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Writes the part of a slice: scores in the order of the input, beside key and carried columns, which DuckDB takes from the input itself, so that
/// they keep their types. Blocks its thread, so it belongs on one of its own; for one thread at a time. Kept for many slices.
/// </summary>
public sealed class ScoringPartWriter : IDisposable
{
    private const string Scores = "scores";
    private const string Reasons = "reasons";

    private readonly ScoringSession _session;
    private readonly ScoringPartLayout _layout;
    private readonly Array[] _values;
    private readonly string _columns;
    private string?[] _reasons = [];
    private ushort[] _appended = [];
    private ScoringSlice? _slice;

    /// <summary>Starts a writer.</summary>
    /// <param name="options">What it may use; its threads are not used.</param>
    /// <param name="layout">What parts consist of.</param>
    public ScoringPartWriter(HistoryQueryOptions options, ScoringPartLayout layout)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.Scores.Count is 0 or > ushort.MaxValue)
            throw new ArgumentException($"A part has {layout.Scores.Count} columns of scores; 1 to {ushort.MaxValue} are allowed.", nameof(layout));

        _layout = layout;
        _values = new Array[layout.Scores.Count];
        _columns = layout.Scores.Select(static (score, index) => $"s{index} {SliceColumn.TypeOf(score.Kind)}").Join();
        _session = new ScoringSession(options);
    }

    /// <summary>Begins a slice; what was appended for another is forgotten.</summary>
    /// <param name="slice">The slice.</param>
    public void Begin(ScoringSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        _slice = slice;
        if (_reasons.Length < slice.Rows)
        {
            _reasons = new string?[slice.Rows];
            _appended = new ushort[slice.Rows];
            for (var score = 0; score < _values.Length; score++)
                _values[score] = Allocate(_layout.Scores[score].Kind, slice.Rows);
        }

        Array.Clear(_reasons);
        Array.Clear(_appended);
    }

    /// <summary>Appends one column of scores of some rows.</summary>
    /// <typeparam name="T">The type of the column's kind: float, double, int, long, bool or string.</typeparam>
    /// <param name="score">The place of the column among the scores.</param>
    /// <param name="rows">Places of the rows in the slice, as <see cref="ScoringBlock.Rows"/> has them; blocks may come in any order.</param>
    /// <param name="values">The model's output for these rows, row by row.</param>
    /// <param name="width">Elements of a row of that output.</param>
    /// <param name="element">Which of them to take.</param>
    public void Append<T>(int score, ReadOnlySpan<int> rows, ReadOnlySpan<T> values, int width = 1, int element = 0)
    {
        Require();
        if (_values[score] is not T[] column)
            throw new ArgumentException($"The score '{_layout.Scores[score].Name}' is {_layout.Scores[score].Kind}, not {typeof(T).Name}.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(element);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(element, width);
        if (values.Length < (long)rows.Length * width)
            throw new ArgumentException($"{values.Length} values are given for {rows.Length} rows of {width}.", nameof(values));

        for (var index = 0; index < rows.Length; index++)
        {
            var row = rows[index];
            column[row] = values[(index * width) + element];
            _appended[row]++;
        }
    }

    /// <summary>Makes a row a dead letter, whether scores were appended for it or not.</summary>
    /// <param name="row">Its place in the slice.</param>
    /// <param name="reason">Why.</param>
    public void Fail(int row, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        Require();
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, _slice!.Rows);
        _reasons[row] = reason;
    }

    /// <summary>
    /// Writes the part: under a temporary name, flushed to the disk, then renamed to <c>part-INDEX.ATTEMPT.EXTENSION</c>, and its dead letters to
    /// <c>dead-INDEX.ATTEMPT.jsonl</c>. After a failure or cancellation neither is there, and the same may be tried again.
    /// </summary>
    /// <param name="folder">Where to; made where it is missing.</param>
    /// <param name="attempt">Which attempt at the slice this is; no two writers may have the same for a slice.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="InvalidOperationException">A row has neither all its scores nor a reason.</exception>
    /// <exception cref="ScoringDataException">The part cannot be written, or the input cannot be read any more.</exception>
    public ScoringPart Finish(string folder, int attempt, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Require();
        var slice = _slice!;
        var dead = CountDead(slice);
        Load(slice, dead > 0);
        var stem = string.Create(CultureInfo.InvariantCulture, $"{slice.Index:D6}.{attempt}");
        using var scores = new PartFile(folder, $"{ScoringPartNames.Part}{stem}.{ScoringPartNames.ExtensionOf(_layout.Format)}");
        using var letters = new PartFile(folder, $"{ScoringPartNames.Dead}{stem}.jsonl");
        try
        {
            var file = SliceFile.Of(_session.Session, slice.File, withNulls: false, cancellationToken);
            foreach (var column in _layout.Carried)
                file.TypeOf(column);
            var relation = new SliceRelation(slice, file);
            if (dead < slice.Rows)
                scores.Write(path => Copy(ScoresOf(relation, dead > 0), path, FormatOf(_layout.Format), cancellationToken));
            if (dead > 0)
                letters.Write(path => Copy(DeadLettersOf(relation), path, "FORMAT json", cancellationToken));
            scores.Publish();
            letters.Publish();
        }
        catch (DuckDBException exception)
        {
            throw ScoringErrors.Reading(slice.File, exception);
        }

        _slice = null;
        scores.Keep();
        letters.Keep();
        return new ScoringPart(
            slice.Index, attempt, scores.Published, slice.Rows - dead, scores.Bytes, scores.Sha256, letters.Published, dead, letters.Sha256);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static Array Allocate(ScoringKind kind, int rows) => kind switch
    {
        ScoringKind.Float32 => new float[rows],
        ScoringKind.Float64 => new double[rows],
        ScoringKind.Int32 => new int[rows],
        ScoringKind.Int64 => new long[rows],
        ScoringKind.Bool => new bool[rows],
        _ => new string[rows],
    };

    private static string FormatOf(ScoringFormat format) => format switch
    {
        ScoringFormat.Csv => "FORMAT csv, HEADER",
        ScoringFormat.JsonLines => "FORMAT json",
        _ => "FORMAT parquet",
    };

    private void Require()
    {
        if (_slice is null)
            throw new InvalidOperationException("No slice has been begun.");
    }

    private int CountDead(ScoringSlice slice)
    {
        var dead = 0;
        for (var row = 0; row < slice.Rows; row++)
        {
            if (_reasons[row] is not null)
                dead++;
            else if (_appended[row] != _values.Length)
                throw new InvalidOperationException($"Row {row} of slice {slice.Index} has {_appended[row]} scores appended, not {_values.Length}, and no reason to be a dead letter.");
        }

        return dead;
    }

    // One row for each of the slice, so that all can be put side by side without comparing anything.
    private void Load(ScoringSlice slice, bool hasDead)
    {
        _session.Session.Execute($"CREATE OR REPLACE TABLE {Scores} ({_columns})", CancellationToken.None);
        using (var appender = _session.Session.Append(Scores))
        {
            for (var row = 0; row < slice.Rows; row++)
            {
                var values = appender.CreateRow();
                for (var score = 0; score < _values.Length; score++)
                {
                    if (_reasons[row] is not null)
                        values.AppendNullValue();
                    else
                        AppendValue(values, score, row);
                }

                values.EndRow();
            }
        }

        if (!hasDead)
            return;

        _session.Session.Execute($"CREATE OR REPLACE TABLE {Reasons} (reason VARCHAR)", CancellationToken.None);
        using var reasons = _session.Session.Append(Reasons);
        for (var row = 0; row < slice.Rows; row++)
            reasons.CreateRow().AppendValue(_reasons[row]).EndRow();
    }

    private void AppendValue(IDuckDBAppenderRow values, int score, int row)
    {
        switch (_values[score])
        {
            case float[] floats:
                values.AppendValue(floats[row]);
                break;
            case double[] doubles:
                values.AppendValue(doubles[row]);
                break;
            case long[] longs:
                values.AppendValue(longs[row]);
                break;
            case int[] ints:
                values.AppendValue(ints[row]);
                break;
            case bool[] bools:
                values.AppendValue(bools[row]);
                break;
            case string?[] texts:
                values.AppendValue(texts[row]);
                break;
        }
    }

    private string ScoresOf(SliceRelation relation, bool hasDead)
    {
        var carried = _layout.Carried.Select(Sql.Name).ToArray();
        var scores = _layout.Scores.Select(static (score, index) => $"s{index} AS {Sql.Name(score.Name)}");
        return $"SELECT {carried.Select(static name => $"i.{name}").Concat(scores).Join()} FROM (SELECT {carried.Join()} {relation.From}) i POSITIONAL JOIN {Scores}{(hasDead ? $" POSITIONAL JOIN {Reasons} WHERE reason IS NULL" : "")}";
    }

    private string DeadLettersOf(SliceRelation relation)
    {
        var key = _layout.Key.Select(static name => $"{Sql.Text(name)}: {Sql.Name(name)}");
        return $"SELECT i.*, reason FROM (SELECT {relation.Source} AS file, {relation.SourceRow} AS row, {{{key.Join()}}} AS key {relation.From}) i POSITIONAL JOIN {Reasons} WHERE reason IS NOT NULL";
    }

    private void Copy(string select, string path, string format, CancellationToken cancellationToken) =>
        _session.Session.Execute($"COPY ({select}) TO {Sql.Text(path)} ({format})", cancellationToken);
}
