using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.ML.OnnxRuntime;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>
/// The peer: the loop that an engineer writes around ONNX Runtime. As many threads as cores, each with a range of row groups of its own, which it reads
/// with DuckDB, scores with a session of one thread, appends to a table and writes to a Parquet file. It knows no broken rows, no restart, no progress.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private const int SampleRows = 32_768;

    private static readonly int[] BatchSizes = [256, 1_024, 4_096];

    private readonly ScoringModel _model;
    private readonly SessionOptions _options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly int _batchRows;

    public BareLoop(ScoringModel model)
    {
        _model = model;
        _session = new InferenceSession(model.Onnx, _options);
        _batchRows = BatchSizes.MinBy(TimeOf);
    }

    /// <summary>Scores a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">Where a file of each thread goes.</param>
    /// <param name="threads">How many threads.</param>
    public void Run(string path, string folder, int threads)
    {
        Directory.CreateDirectory(folder);
        var rows = CountRows(path);
        var groups = (rows + ScoringRows.RowGroup - 1) / ScoringRows.RowGroup;
        var work = Enumerable.Range(0, threads).Select(index =>
        {
            var (first, end) = (groups * index / threads * ScoringRows.RowGroup, Math.Min(rows, groups * (index + 1) / threads * ScoringRows.RowGroup));
            var thread = new Thread(() => Score(path, first, end, Path.Combine(folder, $"scores-{index}.parquet")));
            thread.Start();
            return thread;
        }).ToArray();
        foreach (var thread in work)
            thread.Join();
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
        _options.Dispose();
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, "SET threads = 1");
        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long CountRows(string path)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM read_parquet('{path}')";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Score(string path, long first, long end, string output)
    {
        using var source = Open();
        using var target = Open();
        Execute(target, "CREATE TABLE scores (id BIGINT, score FLOAT)");
        using (var appender = target.CreateAppender("scores"))
        {
            using var command = source.CreateCommand();
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT id, {string.Join(", ", _model.Columns)} FROM read_parquet('{path}') WHERE file_row_number >= {first} AND file_row_number < {end}");
            command.UseStreamingMode = true;
            using var reader = command.ExecuteReader();
            var keys = new long[_batchRows];
            var batch = new float[_batchRows * _model.Width];
            var count = 0;
            while (reader.Read())
            {
                keys[count] = reader.GetInt64(0);
                for (var column = 0; column < _model.Width; column++)
                    batch[(count * _model.Width) + column] = reader.GetFloat(column + 1);
                if (++count == _batchRows)
                {
                    Append(appender, keys, batch, count);
                    count = 0;
                }
            }

            if (count > 0)
                Append(appender, keys, batch, count);
        }

        Execute(target, $"COPY scores TO '{output}' (FORMAT parquet)");
    }

    private void Append(DuckDBAppender appender, long[] keys, float[] batch, int count)
    {
        using var outputs = Compute(batch, count);
        var scores = outputs[0].GetTensorDataAsSpan<float>();
        for (var row = 0; row < count; row++)
            appender.CreateRow().AppendValue(keys[row]).AppendValue(scores[(row * _model.OutputWidth) + _model.Element]).EndRow();
    }

    private IDisposableReadOnlyCollection<OrtValue> Compute(float[] batch, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, batch.AsMemory(0, count * _model.Width), [count, _model.Width]);
        return _session.Run(_run, [_model.Input], [input], [_model.Output]);
    }

    private TimeSpan TimeOf(int batchRows)
    {
        var batch = new float[batchRows * _model.Width];
        Compute(batch, batchRows).Dispose();
        var started = Stopwatch.GetTimestamp();
        for (var rows = 0; rows < SampleRows; rows += batchRows)
            Compute(batch, batchRows).Dispose();
        return Stopwatch.GetElapsedTime(started);
    }
}
