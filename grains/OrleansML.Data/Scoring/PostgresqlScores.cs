using DuckDB.NET.Data;
using Npgsql;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Data.Sources;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Puts the scores of a finished job into a table of PostgreSQL: streamed into a staging table, which lives as long as the connection, then merged in
/// one transaction. That also notes the job in the table <c>orleansml_scoring_jobs</c> beside the target, so that the same job again changes nothing.
/// </summary>
/// <param name="options">What reading the parts may use; its threads are not used.</param>
/// <param name="secrets">Where secrets of the connection are found.</param>
public sealed class PostgresqlScores(HistoryQueryOptions options, ISecretStore secrets)
{
    private const string Staging = "orleansml_scores_staging";
    private const string Ledger = "orleansml_scoring_jobs";
    private const string Null = "\\N";

    /// <summary>
    /// Puts scores into a table, on a thread of its own. Where the table is missing it is made with the types of the scores, and with the key as its
    /// primary key when rows are to be changed by it.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="manifest">The parts, in Parquet.</param>
    /// <param name="folder">Their folder, where a part at a time is rewritten on the way.</param>
    /// <param name="cancellationToken">Interrupts it; the table is as before then.</param>
    /// <returns>False when the job was noted there already, so that nothing was done.</returns>
    /// <exception cref="ScoringDataException">
    /// <see cref="ScoringFailure.Unreachable"/>: the database does not answer, and the same may be tried again. <see cref="ScoringFailure.Refused"/>,
    /// <see cref="ScoringFailure.Misconfigured"/>: credentials, permissions, the table or its columns must be changed. The table is as before.
    /// </exception>
    public Task<bool> ApplyAsync(TableOutput output, ScoringManifest manifest, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (manifest.Format != ScoringFormat.Parquet)
            throw new ArgumentException($"The parts are {manifest.Format}; only Parquet keeps the types that a table needs.", nameof(manifest));

        return ScoringSession.RunAsync(
            options,
            session => new PostgresqlAccess(output.Connection, secrets, "output.postgresql").Run(
                connection => Apply(session, connection, output, manifest, folder, cancellationToken), cancellationToken),
            cancellationToken);
    }

    private static bool Apply(Session session, NpgsqlConnection connection, TableOutput output, ScoringManifest manifest, string folder, CancellationToken cancellationToken)
    {
        var target = new TargetTable(connection, output.Table);
        if (!IsThere(connection, target.Beside(Ledger)))
            PostgresqlAccess.Execute(connection, $"CREATE TABLE IF NOT EXISTS {target.Beside(Ledger)} (job text PRIMARY KEY, target text NOT NULL, rows bigint NOT NULL, finished_at timestamptz NOT NULL DEFAULT now())");
        if (IsNoted(connection, target, manifest))
            return false;

        var columns = ColumnsOf(session, manifest, folder, cancellationToken);
        target.RequireColumns(columns.Select(static column => column.Name));
        if (columns.Length > 0)
            Stage(session, connection, columns, manifest, folder, cancellationToken);

        using var transaction = connection.BeginTransaction();
        if (!Note(connection, target, output, manifest))
            return false;
        if (columns.Length > 0)
            Merge(connection, target, output.Mode, columns, manifest.Key);
        else if (output.Mode == TableMode.Replace && target.Exists)
            PostgresqlAccess.Execute(connection, $"DELETE FROM {target.Name}");
        cancellationToken.ThrowIfCancellationRequested();
        transaction.Commit();
        return true;
    }

    // Whoever may not create tables may still use those that are there.
    private static bool IsThere(NpgsqlConnection connection, string table)
    {
        using var command = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = table } } };
        return (bool)command.ExecuteScalar()!;
    }

    private static bool IsNoted(NpgsqlConnection connection, TargetTable target, ScoringManifest manifest)
    {
        using var command = new NpgsqlCommand($"SELECT 1 FROM {target.Beside(Ledger)} WHERE job = $1", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = manifest.Job } } };
        return command.ExecuteScalar() is not null;
    }

    // First in the transaction: who does the same at the same time waits here for the other to end.
    private static bool Note(NpgsqlConnection connection, TargetTable target, TableOutput output, ScoringManifest manifest)
    {
        using var command = new NpgsqlCommand($"INSERT INTO {target.Beside(Ledger)} (job, target, rows) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = manifest.Job }, new NpgsqlParameter<string> { TypedValue = output.Table }, new NpgsqlParameter<long> { TypedValue = manifest.Scored },
            },
        };
        return command.ExecuteNonQuery() == 1;
    }

    private static (string Name, string Type)[] ColumnsOf(Session session, ScoringManifest manifest, string folder, CancellationToken cancellationToken)
    {
        if (manifest.PathsIn(folder) is not [var first, ..])
            return [];

        try
        {
            var columns = session.Describe($"read_parquet({Sql.Texts([first])})", cancellationToken);
            string[] unknown =
            [
                .. columns.Where(static column => PostgresqlTypes.Of(column.Value) is null)
                    .Select(static column => $"the column '{column.Key}' is {column.Value}, which no type of PostgreSQL is made for here; leave it out of include"),
            ];
            return unknown.Length == 0
                ? [.. columns.Select(static column => (column.Key, PostgresqlTypes.Of(column.Value)!))]
                : throw new ScoringDataException(ScoringFailure.Misconfigured, unknown);
        }
        catch (DuckDBException exception)
        {
            throw ScoringErrors.Reading(first, exception);
        }
    }

    private static void Stage(
        Session session, NpgsqlConnection connection, (string Name, string Type)[] columns, ScoringManifest manifest, string folder, CancellationToken cancellationToken)
    {
        PostgresqlAccess.Execute(connection, $"CREATE TEMP TABLE {Staging} ({columns.Select(static column => $"{Sql.Name(column.Name)} {column.Type}").Join()})");
        var names = columns.Select(static column => Sql.Name(column.Name)).Join();
        using var writer = (StreamWriter)connection.BeginTextImport($"COPY {Staging} ({names}) FROM STDIN (FORMAT csv, NULL '{Null}')");
        var draft = Path.Combine(folder, $"{ScoringPartNames.Draft}{Guid.NewGuid():N}");
        try
        {
            foreach (var path in manifest.PathsIn(folder))
            {
                session.Execute($"COPY (SELECT {names} FROM read_parquet({Sql.Texts([path])})) TO {Sql.Text(draft)} (FORMAT csv, HEADER false, NULLSTR '{Null}')", cancellationToken);
                using var rows = File.OpenRead(draft);
                rows.CopyTo(writer.BaseStream, 1 << 20);
            }
        }
        catch (DuckDBException exception)
        {
            throw exception.Message.Contains(draft, StringComparison.Ordinal) ? ScoringErrors.Writing(draft, exception) : ScoringErrors.Reading(folder, exception);
        }
        finally
        {
            HistoryFiles.TryDelete(draft);
        }
    }

    private static void Merge(NpgsqlConnection connection, TargetTable target, TableMode mode, (string Name, string Type)[] columns, IReadOnlyList<string> key)
    {
        var keys = key.Select(Sql.Name).Join();
        var definition = columns.Select(static column => $"{Sql.Name(column.Name)} {column.Type}").Concat(mode == TableMode.Upsert ? [$"PRIMARY KEY ({keys})"] : []).Join();
        if (!target.Exists)
            PostgresqlAccess.Execute(connection, $"CREATE TABLE IF NOT EXISTS {target.Name} ({definition})");
        if (mode == TableMode.Replace)
            PostgresqlAccess.Execute(connection, $"DELETE FROM {target.Name}");
        var names = columns.Select(static column => Sql.Name(column.Name)).Join();
        var changes = columns.Select(static column => column.Name).Except(key).Select(static name => $"{Sql.Name(name)} = EXCLUDED.{Sql.Name(name)}").Join();
        var conflict = mode == TableMode.Upsert ? $" ON CONFLICT ({keys}) DO UPDATE SET {changes}" : "";
        PostgresqlAccess.Execute(connection, $"INSERT INTO {target.Name} ({names}) SELECT {names} FROM {Staging}{conflict}");
    }
}
