using System.Security.Cryptography;
using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>
/// Gathers the rows of a training into files of its own: reads, filters, checks, splits, and finds out what scales and categories are. One thread
/// reads, so that sums and orders are the same on every machine.
/// </summary>
/// <param name="options">What gathering may use; its threads are not used.</param>
public sealed class TrainingTableBuilder(HistoryQueryOptions options)
{
    private const int RowGroupRows = 16_384;

    /// <summary>Gathers rows on a thread of its own.</summary>
    /// <param name="definition">What to gather.</param>
    /// <param name="folder">Where to; made where it is missing. Files of the same names are replaced.</param>
    /// <param name="cancellationToken">Interrupts it; no file is left half-written then.</param>
    /// <exception cref="TrainingDataException">Rows cannot be had or used; nothing is written then.</exception>
    public Task<TrainingTable> BuildAsync(TrainingDefinition definition, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return QueryThread.RunAsync(options with { Threads = 1 }, session => Build(session, definition, folder, cancellationToken), cancellationToken);
    }

    private static TrainingTable Build(Session session, TrainingDefinition definition, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var files = TrainingFiles.Find(session, definition.Data, cancellationToken);
            var relation = new TrainingRelation(session, definition, files, cancellationToken);
            relation.Load();
            TrainingChecks.Require(session, definition, cancellationToken);
            var preprocessing = new PreprocessingFit(session, definition.Inputs, cancellationToken).ToYaml();
            Directory.CreateDirectory(folder);
            TrainingPart[] parts = [.. TrainingRelation.Parts.Select(part => Write(session, definition, folder, part, cancellationToken))];
            files.RequireUnchanged();
            return new TrainingTable { Train = parts[0], Validation = parts[1], Test = parts[2], Sources = files.Sources, Preprocessing = preprocessing };
        }
        catch (DuckDBException exception)
        {
            throw new TrainingDataException([exception.Message.TrimEnd('.')], exception);
        }
    }

    private static TrainingPart Write(Session session, TrainingDefinition definition, string folder, string part, CancellationToken cancellationToken)
    {
        var name = $"{part}.parquet";
        var draft = Path.Combine(folder, $".{part}-{Guid.NewGuid():N}");
        try
        {
            session.Execute(
                $"COPY (SELECT * EXCLUDE part FROM {TrainingRelation.Table} WHERE part = {Sql.Text(part)} ORDER BY row) TO {Sql.Text(draft)} "
                + $"(FORMAT parquet, ROW_GROUP_SIZE {RowGroupRows}, COMPRESSION zstd)",
                cancellationToken);
            string digest;
            using (var written = File.OpenRead(draft))
                digest = Convert.ToHexStringLower(SHA256.HashData(written));
            File.Move(draft, Path.Combine(folder, name), overwrite: true);
            var counts = TrainingRelation.CountRows(session, part, definition.Data.Classes.Count, cancellationToken);
            return new TrainingPart(name, counts[0], counts[1..], digest);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
