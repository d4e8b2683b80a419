using System.Globalization;
using Npgsql;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Pages of a query in the order of its key. A page begins with the last row of the one before, which is left out again: so a key that is not unique
/// shows, and no row is lost between two pages.
/// </summary>
internal sealed class QueryChunkSource(NpgsqlConnection connection, QueryInput query, QueryColumns table, string[] columns, StagedMark mark) : ChunkSource
{
    private readonly string[] _fetched = [.. query.Key.Select(table.NameOf).Concat(columns.Select(table.NameOf)).Distinct()];

    public override string Name => "postgresql";

    public override StagedMark Mark { get; private protected set; } = mark;

    public override int Load(Session session, string chunkPath, int most, CancellationToken cancellationToken)
    {
        var limit = Mark.Key is null ? most : most + 1;
        var fetched = Fetch(chunkPath, limit, cancellationToken);
        if (fetched > 0)
            Read(session, chunkPath, cancellationToken);
        if (fetched < limit && Mark.Key is not null)
            RequireNoNulls();
        var (rows, last) = fetched > 0 ? Check(session, cancellationToken) : (0, Mark.Key);
        Mark = new StagedMark(Mark.Rows + rows, 0, 0, last, IsEnd: fetched < limit);
        return rows;
    }

    public override void Dispose()
    {
    }

    private int Fetch(string chunkPath, int limit, CancellationToken cancellationToken)
    {
        var key = query.Key.Select(name => $"q.{Sql.Name(table.NameOf(name))}").Join();
        var from = Mark.Key is null ? "" : $"WHERE ({key}) >= ({query.Key.Select((name, index) => table.Literal(name, Mark.Key[index])).Join()})";
        var select = string.Create(
            CultureInfo.InvariantCulture, $"COPY (SELECT {_fetched.Select(static name => $"q.{Sql.Name(name)}").Join()} FROM ({query.Query}) AS q {from} ORDER BY {key} LIMIT {limit}) TO STDOUT (FORMAT csv)");
        using var reader = (StreamReader)connection.BeginTextExport(select);
        // 256 MiB end a chunk of a file, but here a page is as long as it is: the rest would have to be asked for again.
        return ChunkFile.Write(chunkPath, new RecordCutter(reader.BaseStream, quoted: true), (byte)',', 1, limit, long.MaxValue, cancellationToken).Records;
    }

    // Rows without a key come last and are greater than none, so that no page after the first has them.
    private void RequireNoNulls()
    {
        var isNull = query.Key.Select(name => $"q.{Sql.Name(table.NameOf(name))} IS NULL").Join(" OR ");
        using var command = new NpgsqlCommand($"SELECT count(*) FROM ({query.Query}) AS q WHERE {isNull}", connection);
        RequireNoNulls((long)command.ExecuteScalar()!);
    }

    private void RequireNoNulls(long rows)
    {
        if (rows > 0)
        {
            throw new ScoringDataException(
                ScoringFailure.Misconfigured,
                [$"the key of the query ({query.Key.Join()}; input.postgresql.key) is NULL in {rows} rows; leave them out in the query, or choose another key"]);
        }
    }

    private void Read(Session session, string chunkPath, CancellationToken cancellationToken)
    {
        var raw = Enumerable.Range(0, _fetched.Length + 1).Select(static field => $"'c{field}': 'VARCHAR'").Join();
        var key = query.Key.Select((name, index) => $"{FieldOf(name)} AS k{index}");
        var typed = columns.Select(name => $"CAST({FieldOf(name)} AS {table.TypeOf(name)}) AS {Sql.Name(name)}");
        // What stands unquoted for nothing is NULL, and quoted it is an empty text.
        session.Execute(
            $"CREATE OR REPLACE TEMP TABLE fetched AS SELECT c0::BIGINT AS n, {key.Concat(typed).Join()} FROM read_csv({Sql.Text(chunkPath)}, auto_detect = false, header = false, "
            + $"delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false, columns = {{{raw}}})",
            cancellationToken);
    }

    private (int Rows, string[]? Last) Check(Session session, CancellationToken cancellationToken)
    {
        var key = Enumerable.Range(0, query.Key.Count).Select(static index => $"k{index}").ToArray();
        var counts = session.Numbers(
            $"SELECT count(*) FILTER ({key.Select(static name => $"{name} IS NULL").Join(" OR ")}), count(*), count(DISTINCT row({key.Join()})) FROM fetched", cancellationToken);
        RequireNoNulls(counts[0]);
        if (counts[1] != counts[2])
            throw new ScoringDataException(ScoringFailure.Misconfigured, [$"the key of the query ({query.Key.Join()}; input.postgresql.key) is not unique; add columns to it"]);

        var known = Mark.Key is null ? "true" : $"NOT ({key.Select((name, index) => $"{name} = {Sql.Text(Mark.Key[index])}").Join(" AND ")})";
        session.Execute(
            string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE OR REPLACE TEMP TABLE {Table} AS SELECT {Mark.Rows} + row_number() OVER (ORDER BY n) AS \"row\", NULL::VARCHAR AS problem, * EXCLUDE (n) FROM fetched WHERE {known} ORDER BY n"),
            cancellationToken);
        var rows = (int)session.Numbers($"SELECT count(*) FROM {Table}", cancellationToken)[0];
        string[]? last = null;
        session.Stream(
            $"SELECT {key.Join()} FROM fetched ORDER BY n DESC LIMIT 1", reader => last = [.. Enumerable.Range(0, key.Length).Select(reader.GetString)], cancellationToken);
        return (rows, last);
    }

    private string FieldOf(string column) => string.Create(CultureInfo.InvariantCulture, $"c{Array.IndexOf(_fetched, table.NameOf(column)) + 1}");
}
