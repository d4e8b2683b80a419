using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Npgsql;
using NpgsqlTypes;
using OrleansML.Data.History.Storage;
using OrleansML.Data.Scoring;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Data.Pipelines;

/// <summary>
/// Runs the statements of SQL steps, each in a session of its own, with placeholders bound as parameters. Sessions with the same DuckDB file take turns: within
/// a process they would share their settings, which each of them locks.
/// </summary>
/// <param name="secrets">Where the secrets of connections are found.</param>
/// <param name="limits">What DuckDB may use.</param>
internal sealed partial class SqlStepSession(ISecretStore secrets, SqlStepLimits limits)
{
    private const string IntervalPrefix = "interval.";
    private const string InMemory = ":memory:";

    private readonly FileTurns _turns = new();

    /// <summary>Runs a statement on a thread of its own.</summary>
    /// <param name="step">The step.</param>
    /// <param name="value">The values of placeholders by name.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>The first value of the first result that has one, as text in the invariant culture; empty when there is none.</returns>
    /// <exception cref="StepFailedException">The database refuses, fails or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<string> RunAsync(SqlStep step, Func<string, string> value, CancellationToken cancellationToken)
    {
        var statement = TemplateText.Parameterise(step.Statement, out var names);
        var values = names.Select(name => (Name: name, Text: value(name))).ToList();
        if (step.Engine == SqlEngine.Postgresql)
            return await OnThreadAsync(() => OnPostgresql(step.Connection!, statement, values, cancellationToken), cancellationToken);

        var redactor = new SecretRedactor();
        var settings = Settings(step.Connection, redactor);
        return IsInMemory(settings.DataSource) ? await WorkAsync() : await _turns.RunAsync(settings.DataSource, WorkAsync, cancellationToken);

        Task<string> WorkAsync() => OnThreadAsync(() => OnDuckDb(settings.ConnectionString, redactor, statement, values, cancellationToken), cancellationToken);
    }

    private static Task<string> OnThreadAsync(Func<string> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static bool IsInMemory(string file) => file.Length == 0 || file.StartsWith(InMemory, StringComparison.Ordinal);

    private string OnDuckDb(string connection, SecretRedactor redactor, string statement, List<(string Name, string Text)> values, CancellationToken cancellationToken)
    {
        var spill = Directory.CreateTempSubdirectory("orleansml-sql-");
        try
        {
            using var opened = new DuckDBConnection(connection);
            opened.Open();
            Execute(opened, Restrictions(spill.FullName));
            using var command = opened.CreateCommand();
            command.CommandText = statement;
            foreach (var (name, text) in values)
                command.Parameters.Add(new DuckDBParameter(name.StartsWith(IntervalPrefix, StringComparison.Ordinal) ? InstantOf(text) : text));
            using var interruption = new Interruption(command, cancellationToken);
            using var reader = command.ExecuteReader();
            return FirstValue(reader);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The statement was interrupted.", cancellationToken);
        }
        catch (DuckDBException exception)
        {
            var said = redactor.Redact(exception.Message.Split('\n', 2)[0].TrimEnd('.', ' '));
            throw new StepFailedException(FailureOf(exception.Message), $"DuckDB: {said}.");
        }
        finally
        {
            QueryThread.TryRemove(spill.FullName);
        }
    }

    private DuckDBConnectionStringBuilder Settings(string? connection, SecretRedactor redactor)
    {
        // A secret takes the place of a value after the string was taken apart: what it holds cannot become another keyword.
        var settings = new DuckDBConnectionStringBuilder { ConnectionString = connection ?? $"DataSource={InMemory}" };
        foreach (string key in settings.Keys)
            settings[key] = Resolve((string)settings[key], redactor);
        var file = settings.DataSource;
        if (limits.Folders is { } allowed && !IsInMemory(file) && !allowed.Any(folder => Lies(Path.GetFullPath(file), Path.GetFullPath(folder))))
            throw new StepFailedException(StepFailureKind.User, $"'{file}' lies in no folder that the operator allows to SQL: {string.Join(", ", allowed)}.");
        return settings;
    }

    private static bool Lies(string file, string folder) => file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Settings are locked last, so that no statement can lift them.
    private string Restrictions(string spill)
    {
        var query = limits.Query;
        var folders = limits.Folders is { } allowed
            ? $"SET allowed_directories = {Sql.Texts(allowed.Select(Path.GetFullPath).Append(spill))}; SET enable_external_access = false; "
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SET TimeZone = 'UTC'; SET threads = {query.Threads}; SET memory_limit = '{query.MemoryLimit >> 20}MiB'; SET temp_directory = {Sql.Text(spill)}; {folders}SET lock_configuration = true");
    }

    private string OnPostgresql(string connection, string statement, List<(string Name, string Text)> values, CancellationToken cancellationToken)
    {
        try
        {
            return new PostgresqlAccess(connection, secrets, "step").Run(
                opened =>
                {
                    using var command = new NpgsqlCommand(statement, opened);
                    // Without a type of their own, values take that of what they stand beside.
                    foreach (var (_, text) in values)
                        command.Parameters.Add(new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Unknown });
                    using var reader = command.ExecuteReader();
                    return FirstValue(reader);
                },
                cancellationToken);
        }
        catch (ScoringDataException exception)
        {
            throw new StepFailedException(
                exception.Failure switch
                {
                    ScoringFailure.Unreachable => StepFailureKind.Unavailable,
                    ScoringFailure.NoRoom => StepFailureKind.Capacity,
                    _ => StepFailureKind.User,
                },
                exception.Message);
        }
    }

    private string Resolve(string text, SecretRedactor redactor) => SecretReference.Resolve(text, name =>
    {
        var secret = secrets.Get(name);
        redactor.Add(secret);
        return secret;
    });

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // Every result is read, because statements run as their results are asked for.
    private static string FirstValue(System.Data.Common.DbDataReader reader)
    {
        string? first = null;
        do
        {
            if (reader.Read() && reader.FieldCount > 0)
                first ??= reader.IsDBNull(0) ? "" : TextOf(reader.GetValue(0));
        }
        while (reader.NextResult());
        return first ?? "";
    }

    private static string TextOf(object value) => value switch
    {
        DateTime time => Instant.Text(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
        DateTimeOffset time => Instant.Text(time),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static DateTime InstantOf(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;

    private static StepFailureKind FailureOf(string message) =>
        NoRoom().IsMatch(message) ? StepFailureKind.Capacity : NotReachable().IsMatch(message) ? StepFailureKind.Unavailable : StepFailureKind.User;

    [GeneratedRegex(@"^Out of Memory|No space left|max_temp_directory_size", RegexOptions.IgnoreCase)]
    private static partial Regex NoRoom();

    [GeneratedRegex(@"Could not set lock|^(HTTP Error|Connection Error|TransactionContext Error)|Conflict on", RegexOptions.IgnoreCase)]
    private static partial Regex NotReachable();
}
