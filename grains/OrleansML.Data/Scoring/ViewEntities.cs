using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Scoring;

/// <summary>
/// The entities of a feature view, as its history knows them: all that an event came for, or that a model read. One whose first event is younger than
/// what the history's files lag behind is not among them yet.
/// </summary>
/// <param name="options">What reading may use.</param>
public sealed class ViewEntities(HistoryQueryOptions options)
{
    /// <summary>Writes the keys of all entities to a Parquet file, each once, sorted, on a thread of its own; a file that is there stays as it is.</summary>
    /// <param name="history">The history.</param>
    /// <param name="view">The view.</param>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="cancellationToken">Interrupts it; there is no file then.</param>
    /// <exception cref="ScoringDataException">No entity is known, or files cannot be read or written.</exception>
    public Task StageAsync(HistoryOptions history, FeatureView view, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path) ? Task.CompletedTask : ScoringSession.RunAsync(options, session => Stage(session, history, view, path, cancellationToken), cancellationToken);
    }

    private static bool Stage(Session session, HistoryOptions history, FeatureView view, string path, CancellationToken cancellationToken)
    {
        var files = new[] { HistoryKind.Events, HistoryKind.Served }.SelectMany(kind => HistoryFiles.Of(history, view.Name, kind)).ToArray();
        if (files.Length == 0)
        {
            throw new ScoringDataException(
                ScoringFailure.Misconfigured, [$"no entity of feature view '{view.Name}' is known: its history is empty; ingest events, or name the entities in a file"]);
        }

        var keys = view.Entity.Select(static key => $"TRY_CAST({Sql.Name(key.Name)} AS {Sql.TypeOf(key.Type)}) AS {Sql.Name(key.Name)}");
        var select = $"SELECT DISTINCT {keys.Join()} FROM read_parquet({Sql.Texts(files)}, union_by_name = true, hive_partitioning = false) ORDER BY ALL";
        using var file = new PartFile(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        file.Write(draft => session.Execute($"COPY ({select}) TO {Sql.Text(draft)} (FORMAT parquet)", cancellationToken));
        file.Publish();
        file.Keep();
        return true;
    }
}
