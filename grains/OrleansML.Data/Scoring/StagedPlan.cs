using Npgsql;
using OrleansML.Data.History.Storage;
using OrleansML.Data.Sources;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>Plans inputs that are staged: checks them all, then streams one after the other.</summary>
internal sealed class StagedPlan(Session session, ScoringDefinition definition, string[] columns, ISecretStore secrets, CancellationToken cancellationToken)
{
    /// <param name="folder">Folder of the job.</param>
    /// <param name="most">Most slices.</param>
    /// <param name="eachSlice">Gets each slice when it is staged.</param>
    /// <exception cref="ScoringDataException">The input cannot be used or read.</exception>
    public (ScoringPlan Plan, double Share, long? Rows) Make(string folder, int most, Action<ScoringSlice> eachSlice) => definition.Input switch
    {
        FileInput files => MakeOfFiles(files, folder, most, eachSlice),
        QueryInput query => MakeOfQuery(query, folder, most, eachSlice),
        _ => throw new ArgumentException($"An input of {definition.Input.GetType().Name} is none of files or a query.", nameof(definition)),
    };

    private (ScoringPlan Plan, double Share, long? Rows) MakeOfFiles(FileInput files, string folder, int most, Action<ScoringSlice> eachSlice)
    {
        var paths = ScoringFiles.Find(session, files, cancellationToken);
        string[] violations = [.. paths.SelectMany(path => TextHeader.Check(path, files.Format, columns))];
        if (violations.Length > 0)
            throw new ScoringDataException(ScoringFailure.Misconfigured, violations);

        var input = new StagedInput(
            [.. paths.Select(path => ScoringFiles.Describe(path, files.Format, 0))], null, [.. columns.Select(static name => new ScoringField(name, "VARCHAR"))], definition.LeaseRows);
        Func<StagedMark, ChunkSource>[] sources = [.. paths.Select(path => (Func<StagedMark, ChunkSource>)(mark => new TextChunkSource(path, files.Format, columns, mark)))];
        var (plan, share) = new Stager(session, input, sources, cancellationToken).Stage(folder, most, eachSlice);
        ScoringFiles.RequireUnchanged(plan.Files);
        return plan.Rows > 0 ? (plan, share, null) : throw new ScoringDataException(ScoringFailure.Misconfigured, [$"there is no row in '{files.Path}' (input.path)"]);
    }

    private (ScoringPlan Plan, double Share, long? Rows) MakeOfQuery(QueryInput query, string folder, int most, Action<ScoringSlice> eachSlice)
    {
        var access = new PostgresqlAccess(query.Connection, secrets, "input.postgresql");
        return access.Run(
            connection =>
            {
                var table = QueryColumns.Of(connection, query, columns);
                var input = new StagedInput([], query.Query, table.Fields(columns), definition.LeaseRows);
                var sources = new Func<StagedMark, ChunkSource>[] { mark => new QueryChunkSource(connection, query, table, columns, mark) };
                var (plan, share) = new Stager(session, input, sources, cancellationToken).Stage(folder, most, eachSlice);
                if (plan.Rows == 0)
                    throw new ScoringDataException(ScoringFailure.Misconfigured, ["the query returns no row (input.postgresql.query)"]);
                return (plan, share, most == int.MaxValue || share == 1 ? null : (long?)EstimateRows(connection, query));
            },
            cancellationToken);
    }

    // What PostgreSQL's planner believes.
    private static long EstimateRows(NpgsqlConnection connection, QueryInput query)
    {
        using var command = new NpgsqlCommand($"EXPLAIN (FORMAT JSON) {query.Query}", connection);
        using var plan = System.Text.Json.JsonDocument.Parse((string)command.ExecuteScalar()!);
        return (long)plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    }
}
