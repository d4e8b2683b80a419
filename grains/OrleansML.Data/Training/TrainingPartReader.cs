using System.Security.Cryptography;
using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>Reads parts of a training table in the order of their rows, on a thread of its own.</summary>
/// <param name="options">What reading may use; its threads are not used.</param>
public sealed class TrainingPartReader(HistoryQueryOptions options)
{
    /// <summary>Reads a part block by block.</summary>
    /// <param name="definition">What the table was gathered by.</param>
    /// <param name="part">The part.</param>
    /// <param name="folder">Where its file lies.</param>
    /// <param name="blockRows">Rows of a block, at least 1; the last may have fewer.</param>
    /// <param name="eachBlock">Gets each block on the reading thread, and may block it.</param>
    /// <param name="cancellationToken">Interrupts it between two rows.</param>
    /// <exception cref="TrainingDataException">The file is missing, cannot be read, or is not what was gathered.</exception>
    public Task ReadAsync(
        TrainingDefinition definition, TrainingPart part, string folder, int blockRows, Action<TrainingBlock> eachBlock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(eachBlock);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockRows, 1);
        return QueryAsync(options, part, folder, (session, file) => Read(session, definition, file, blockRows, eachBlock, cancellationToken), cancellationToken);
    }

    /// <summary>Reads only the labels of a part and how much each row counts.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<(double[] Labels, double[] Weights)> ReadLabelsAsync(TrainingPart part, string folder, CancellationToken cancellationToken = default)
    {
        var labels = new List<double>();
        var weights = new List<double>();
        await QueryAsync(
            options,
            part,
            folder,
            (session, file) => session.Stream(
                $"SELECT label, weight FROM {file} ORDER BY row",
                reader =>
                {
                    labels.Add(reader.GetDouble(0));
                    weights.Add(reader.GetDouble(1));
                },
                cancellationToken),
            cancellationToken);
        return ([.. labels], [.. weights]);
    }

    /// <summary>Runs a query over a part whose file is what was gathered.</summary>
    internal static Task QueryAsync(HistoryQueryOptions options, TrainingPart part, string folder, Action<Session, string> query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return QueryThread.RunAsync(
            options with { Threads = 1 },
            session =>
            {
                try
                {
                    query(session, RelationOf(part, folder));
                    return true;
                }
                catch (DuckDBException exception)
                {
                    throw new TrainingDataException([exception.Message.TrimEnd('.')], exception);
                }
            },
            cancellationToken);
    }

    /// <summary>The file of a part as SQL.</summary>
    /// <exception cref="TrainingDataException">It is missing, or not what was gathered.</exception>
    internal static string RelationOf(TrainingPart part, string folder)
    {
        var path = Path.Combine(folder, part.File);
        try
        {
            using var file = File.OpenRead(path);
            if (Convert.ToHexStringLower(SHA256.HashData(file)) != part.Sha256)
                throw new TrainingDataException([$"'{path}' is not what was gathered: its SHA-256 is another; gather the rows again"]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingDataException([exception.Message.TrimEnd('.')], exception);
        }

        return $"read_parquet({Sql.Texts([path])})";
    }

    private static void Read(
        Session session, TrainingDefinition definition, string file, int blockRows, Action<TrainingBlock> eachBlock, CancellationToken cancellationToken)
    {
        string[] inputs = [.. definition.Inputs.Numeric, .. definition.Inputs.Categorical];
        string[] segments = [.. definition.Data.Segments.Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] others = [.. segments.Except(inputs, StringComparer.OrdinalIgnoreCase)];
        var block = new TrainingBlock([.. inputs, .. others], segments, blockRows);
        var selected = inputs.Select(TrainingRelation.InputOf).Concat(others.Concat(segments).Select(TrainingRelation.SegmentOf));
        var numeric = definition.Inputs.Numeric.Count;
        session.Stream(
            $"SELECT label, weight, {selected.Select(Sql.Name).Join()} FROM {file} ORDER BY row",
            reader =>
            {
                block.Add(reader.GetDouble(0), reader.GetDouble(1), out var values, out var texts);
                for (var column = 0; column < values.Length; column++)
                    values[column] = ValueOf(reader, column + 2, isNumber: column < numeric);
                for (var column = 0; column < texts.Length; column++)
                    texts[column] = TextOf(reader, column + 2 + values.Length);
                if (!block.IsFull)
                    return;

                eachBlock(block);
                block.Clear();
            },
            cancellationToken);
        if (block.Rows > 0)
            eachBlock(block);
    }

    private static FeatureValue ValueOf(DuckDBDataReader reader, int ordinal, bool isNumber) => isNumber && !reader.IsDBNull(ordinal)
        ? FeatureValue.Of(reader.GetDouble(ordinal))
        : FeatureValue.Of(TextOf(reader, ordinal));

    private static string? TextOf(DuckDBDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
