using System.Net.Sockets;
using Npgsql;

namespace OrleansML.Data.Sources;

/// <summary>What an error of PostgreSQL means for a source, by the class of its SQLSTATE.</summary>
internal static class PostgresqlFailures
{
    /// <summary>Whether a connection that was open has been cut.</summary>
    public static bool IsCut(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout }
            or NpgsqlException { InnerException: IOException or SocketException { SocketErrorCode: SocketError.ConnectionReset } };

    public static SourceException Of(SourceBinding binding, Exception exception, string setting) => exception switch
    {
        SourceException known => known,
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => binding.TimedOut(),
        PostgresException error => Of(binding, error, setting),
        NpgsqlException { InnerException: TimeoutException } => binding.TimedOut(),
        NpgsqlException { InnerException: SocketException socket } => Unreachable(binding, $"cannot be reached ({socket.SocketErrorCode})"),
        NpgsqlException { InnerException: IOException } => Unreachable(binding, "broke the connection"),
        NpgsqlException { InnerException: null or System.Security.Authentication.AuthenticationException } own => binding.Failure(
            SourceFailure.Refused, $"no connection is agreed on with PostgreSQL ({own.Message})", "Correct user, secret or TLS settings in 'connection'."),
        SocketException socket => Unreachable(binding, $"cannot be reached ({socket.SocketErrorCode})"),
        IOException => Unreachable(binding, "broke the connection"),
        // The text may quote what the server sent.
        _ => Unreachable(binding, $"cannot be asked ({exception.GetType().Name})"),
    };

    private static SourceException Of(SourceBinding binding, PostgresException error, string setting)
    {
        var said = $"(SQLSTATE {error.SqlState}: {error.MessageText})";
        return error.SqlState[..2] switch
        {
            "28" => binding.Failure(
                SourceFailure.Refused, $"PostgreSQL refuses the credentials {said}", "Correct the user or the secret that 'connection' refers to."),
            "42" when error.SqlState == PostgresErrorCodes.InsufficientPrivilege => binding.Failure(
                SourceFailure.Refused, $"the user lacks a permission {said}", "Grant it to the user that 'connection' names."),
            "3D" or "3F" or "42" or "0A" or "26" => binding.Failure(
                SourceFailure.Misconfigured, $"PostgreSQL does not understand '{setting}' {said}", "Correct it in the view."),
            // Their texts quote data.
            "22" or "21" or "23" => binding.Failure(
                SourceFailure.Misconfigured, $"'{setting}' fails on the data (SQLSTATE {error.SqlState})", "Run it by hand with this key and correct it."),
            _ => binding.Failure(SourceFailure.Unavailable, $"PostgreSQL cannot answer now (SQLSTATE {error.SqlState})", "It is asked again later."),
        };
    }

    private static SourceException Unreachable(SourceBinding binding, string what) =>
        binding.Failure(SourceFailure.Unreachable, $"PostgreSQL {what}", "See that it runs, and that host and port in 'connection' are right.");
}
