using System.Data.Common;
using Npgsql;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// The pool of connections of one source, made when first needed and again after credentials were refused, so that a rotated secret is found.
/// Safe for concurrent use.
/// </summary>
/// <param name="binding">The source.</param>
/// <param name="maximumConnections">Most connections, unless the view's connection string says another number.</param>
internal sealed class PostgresqlConnector(SourceBinding binding, int maximumConnections) : IAsyncDisposable
{
    private const string Setting = SourceSettings.Connection;

    // Once should do, but Npgsql may be emptying the pool itself.
    private const int MaximumAttempts = 3;

    private readonly Lock _making = new();
    private readonly Lock _emptying = new();
    private NpgsqlDataSource? _pool;
    private bool _disposed;

    /// <summary>Asks the server, again where it had cut a connection that lay in the pool: questions may be repeated.</summary>
    /// <param name="setting">Whose SQL is run.</param>
    /// <param name="ask">Asks, with a connection of the pool.</param>
    /// <param name="cancellationToken">Cancelled when nobody awaits the answer any longer.</param>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<T> AskAsync<T>(string setting, Func<NpgsqlDataSource, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            NpgsqlDataSource? pool = null;
            try
            {
                pool = GetPool();
                return await ask(pool);
            }
            catch (Exception exception) when (attempt < MaximumAttempts && PostgresqlFailures.IsCut(exception) && !cancellationToken.IsCancellationRequested)
            {
                // The others that lay idle are cut as well, and Npgsql does not always empty the pool. While somebody empties it, it does nothing for others.
                lock (_emptying)
                    pool?.Clear();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var failure = PostgresqlFailures.Of(binding, exception, setting);
                if (failure.Failure == SourceFailure.Refused && pool is not null)
                    Forget(pool);
                throw failure;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlDataSource? pool;
        lock (_making)
        {
            _disposed = true;
            pool = _pool;
            _pool = null;
        }

        if (pool is not null)
            await pool.DisposeAsync();
    }

    private NpgsqlDataSource GetPool()
    {
        lock (_making)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _pool ??= NpgsqlDataSource.Create(ReadSettings());
        }
    }

    // Its credentials were refused: the secrets are read again.
    private void Forget(NpgsqlDataSource pool)
    {
        lock (_making)
        {
            if (!ReferenceEquals(_pool, pool))
                return;
            _pool = null;
        }

        // Connections that others still use are closed when they give them back.
        _ = pool.DisposeAsync().AsTask();
    }

    private NpgsqlConnectionStringBuilder ReadSettings()
    {
        var seconds = (int)Math.Ceiling(binding.Source.Timeout.TotalSeconds);
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "OrleansML",
            MaxPoolSize = maximumConnections,
            // The source's own timeout comes first; these end what is left behind in the background.
            Timeout = seconds + 1,
            CommandTimeout = seconds + 1,
            CancellationTimeout = 1000,
        };
        try
        {
            foreach (var (key, value) in Resolve())
                settings[key] = value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            throw binding.Failure(
                SourceFailure.Misconfigured,
                $"'{Setting}' is not a connection string of Npgsql",
                "Write it as Host=db;Username=app;Password=${secret:NAME}, with the keywords of Npgsql.");
        }

        binding.Hide(settings.Password);
        binding.Hide(settings.SslPassword);
        return settings;
    }

    // A secret takes the place of a value after the string was taken apart: what it holds cannot become another keyword.
    private IEnumerable<(string Key, string Value)> Resolve()
    {
        var text = binding.Source.Settings[Setting];
        var isOneSecret = text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}') == text.Length - 1;
        var parts = new DbConnectionStringBuilder { ConnectionString = isOneSecret ? binding.Resolve(text) : text };
        foreach (string key in parts.Keys)
        {
            var value = (string)parts[key];
            yield return (key, isOneSecret ? value : binding.Resolve(value));
        }
    }
}
