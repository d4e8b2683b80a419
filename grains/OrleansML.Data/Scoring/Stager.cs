using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>Streams sources into Parquet files of one slice each, and goes on where an earlier run was cut off.</summary>
internal sealed class Stager(Session session, StagedInput input, IReadOnlyList<Func<StagedMark, ChunkSource>> sources, CancellationToken cancellationToken)
{
    /// <summary>Stages everything, or so many slices.</summary>
    /// <param name="folder">Folder of the job.</param>
    /// <param name="most">Most slices.</param>
    /// <param name="eachSlice">Gets each slice when its file is whole.</param>
    /// <returns>The plan of what is staged, and the part of all bytes that this is, 0 to 1; 1 when it is everything, 0 when nobody knows.</returns>
    public (ScoringPlan Plan, double Share) Stage(string folder, int most, Action<ScoringSlice> eachSlice)
    {
        using var journal = StagingJournal.Open(folder, input);
        var slices = new List<ScoringSlice>();
        var first = 0L;
        void Give(int rows)
        {
            if (rows == 0)
                return;
            var slice = new ScoringSlice(slices.Count, first, rows, journal.PathOf(slices.Count), 0);
            slices.Add(slice);
            first += rows;
            eachSlice(slice);
        }

        foreach (var chunk in journal.Chunks)
            Give(chunk.Rows);
        for (var source = 0; source < sources.Count; source++)
        {
            var mark = MarkOf(journal, source);
            if (mark.IsEnd || slices.Count >= most)
                continue;

            using var reading = Open(source, mark);
            while (!reading.Mark.IsEnd && slices.Count < most)
                Give(StageNext(journal, reading, source, slices.Count));
        }

        var rowsOf = journal.Chunks.GroupBy(static chunk => chunk.Source).ToDictionary(static group => group.Key, static group => group.Sum(static chunk => (long)chunk.Rows));
        var plan = new ScoringPlan
        {
            Files = [.. input.Files.Select((file, source) => file with { Rows = rowsOf.GetValueOrDefault(source) })],
            Columns = input.Columns, Slices = slices, Rows = first, IsStaged = true,
        };
        return (plan, ShareOf(journal));
    }

    private static StagedMark MarkOf(StagingJournal journal, int source) => journal.Chunks.LastOrDefault(chunk => chunk.Source == source)?.Mark ?? StagedMark.Start;

    private double ShareOf(StagingJournal journal)
    {
        if (Enumerable.Range(0, sources.Count).All(source => MarkOf(journal, source).IsEnd))
            return 1;
        var all = input.Files.Sum(static file => file.Bytes);
        return all == 0 ? 0 : (double)input.Files.Select((_, source) => MarkOf(journal, source).BytesRead).Sum() / all;
    }

    private ChunkSource Open(int source, StagedMark mark)
    {
        try
        {
            return sources[source](mark);
        }
        catch (Exception exception) when (TextHeader.IsKnown(exception))
        {
            throw ScoringErrors.Reading(input.Files[source].Path, exception);
        }
    }

    private int StageNext(StagingJournal journal, ChunkSource reading, int source, int slice)
    {
        try
        {
            var rows = reading.Load(session, journal.ChunkPath, input.LeaseRows ?? SliceCutter.RowsAt(slice), cancellationToken);
            if (input.Files.Count > 0)
                ScoringFiles.RequireUnchanged([input.Files[source]]);
            if (rows > 0)
                Write(journal, reading, slice);
            journal.Append(new StagedChunk(source, rows, reading.Mark));
            return rows;
        }
        catch (Exception exception) when (TextHeader.IsKnown(exception) || exception is DuckDBException)
        {
            throw ScoringErrors.Reading(reading.Name, exception);
        }
        finally
        {
            HistoryFiles.TryDelete(journal.ChunkPath);
        }
    }

    private void Write(StagingJournal journal, ChunkSource reading, int slice)
    {
        var columns = input.Columns.Select(static column => Sql.Name(column.Name))
            .Prepend($"problem AS {SliceRelation.StagedProblem}").Prepend($"\"row\" AS {SliceRelation.StagedRow}").Prepend($"{Sql.Text(reading.Name)} AS {SliceRelation.StagedFile}");
        using var file = new PartFile(journal.Folder, StagingJournal.NameOf(slice));
        file.Write(path => session.Execute($"COPY (SELECT {columns.Join()} FROM {ChunkSource.Table}) TO {Sql.Text(path)} (FORMAT parquet, ROW_GROUP_SIZE {SliceCutter.DefaultRows})", cancellationToken));
        file.Publish();
        file.Keep();
    }
}
