using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Scoring;

/// <summary>A connection to PostgreSQL for a job, and what its failures mean. Messages hold no secret.</summary>
/// <param name="connection">Connection string with references to secrets.</param>
/// <param name="secrets">Where these are found.</param>
/// <param name="place">Where it stands in the definition.</param>
internal sealed class PostgresqlAccess(string connection, ISecretStore secrets, string place)
{
    private readonly SecretRedactor _redactor = new();

    /// <summary>Opens a connection and works with it on this thread. A cancellation ends the statement that runs.</summary>
    /// <exception cref="ScoringDataException">The database does not answer, or refuses.</exception>
    public T Run<T>(Func<NpgsqlConnection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var settings = ReadSettings();
            using var opened = new NpgsqlConnection(settings);
            opened.Open();
            Execute(opened, "SET DateStyle = 'ISO'; SET TimeZone = 'UTC'; SET standard_conforming_strings = on; SET client_encoding = 'UTF8'");
            using var registration = cancellationToken.UnsafeRegister(state => ThreadPool.UnsafeQueueUserWorkItem(_ => EndStatement(settings, (int)state!), null), opened.ProcessID);
            return work(opened);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is NpgsqlException)
        {
            throw new OperationCanceledException(_redactor.Redact(exception.Message), cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            throw Failure(exception);
        }
    }

    public static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static void EndStatement(string settings, int process)
    {
        try
        {
            using var other = new NpgsqlConnection(settings);
            other.Open();
            using var command = new NpgsqlCommand("SELECT pg_cancel_backend($1)", other) { Parameters = { new NpgsqlParameter<int> { TypedValue = process } } };
            command.ExecuteNonQuery();
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            // Then the statement ends by itself, or with its connection.
        }
    }

    private string ReadSettings()
    {
        // No pool: a job opens a connection or two. No limit of time: how long a first page is sorted nobody knows.
        var settings = new NpgsqlConnectionStringBuilder { ApplicationName = "OrleansML", Pooling = false, Timeout = 15, CommandTimeout = 0, TcpKeepAlive = true };
        try
        {
            var isOneSecret = connection.StartsWith("${", StringComparison.Ordinal) && connection.IndexOf('}', StringComparison.Ordinal) == connection.Length - 1;
            var parts = new DbConnectionStringBuilder { ConnectionString = isOneSecret ? Resolve(connection) : connection };
            // A secret takes the place of a value after the string was taken apart: what it holds cannot become another keyword.
            foreach (string key in parts.Keys)
                settings[key] = isOneSecret ? parts[key] : Resolve((string)parts[key]);
        }
        catch (SecretMissingException exception)
        {
            throw new ScoringDataException(ScoringFailure.Misconfigured, [$"'{place}.connection' refers to a secret that is not there: {exception.Message.TrimEnd('.')}"]);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            throw new ScoringDataException(ScoringFailure.Misconfigured, [$"'{place}.connection' is not a connection string of Npgsql; write it as Host=db;Username=app;Password=${{secret:NAME}}"]);
        }

        _redactor.Add(settings.Password);
        return settings.ConnectionString;
    }

    private string Resolve(string text) => SecretReference.Resolve(text, name =>
    {
        var secret = secrets.Get(name);
        _redactor.Add(secret);
        return secret;
    });

    private ScoringDataException Failure(Exception exception) => exception switch
    {
        PostgresException error => Failure(error),
        NpgsqlException { InnerException: AuthenticationException } or NpgsqlException { InnerException: null } => Says(ScoringFailure.Refused, exception.Message, "correct user, secret or TLS settings"),
        _ => Says(ScoringFailure.Unreachable, exception.Message, "see that it runs, and that host and port are right"),
    };

    private ScoringDataException Failure(PostgresException error)
    {
        var said = $"{error.MessageText} (SQLSTATE {error.SqlState})";
        return error.SqlState[..2] switch
        {
            "28" => Says(ScoringFailure.Refused, said, "correct the user or the secret"),
            "42" when error.SqlState == PostgresErrorCodes.InsufficientPrivilege => Says(ScoringFailure.Refused, said, "grant it to the user"),
            "53" when error.SqlState == PostgresErrorCodes.DiskFull => Says(ScoringFailure.NoRoom, said, "free space there"),
            "08" or "53" or "55" or "57" or "58" or "40" or "XX" => Says(ScoringFailure.Unreachable, said, "try again"),
            _ => Says(ScoringFailure.Misconfigured, said, "correct the definition or the table"),
        };
    }

    // No inner exception: its text may hold a secret.
    private ScoringDataException Says(ScoringFailure failure, string what, string remedy) =>
        new(failure, [_redactor.Redact($"PostgreSQL ({place}): {what.TrimEnd('.')}; {remedy}")]);
}
