using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansML.Storage.Sqlite;

/// <summary>
/// Grain state in a SQLite file: a completed write is on the disk, and a stale one is refused.
/// SQLite runs on two dedicated threads; a grain only awaits.
/// </summary>
public sealed partial class SqliteGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly string _name;
    private readonly string _serviceId;
    private readonly SqliteGrainStorageOptions _options;
    private readonly SqliteDatabaseSettings _settings;
    private readonly IGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly ILogger<SqliteGrainStorage> _logger;
    private readonly SqliteWriter _writer;
    private readonly SqliteReader _reader;

    /// <summary>Creates the provider; the file is opened when the silo starts.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="options">Validated options.</param>
    /// <param name="serializer">Used where the options name no serializer.</param>
    /// <param name="clusterOptions">Gives the service id, which is part of every key.</param>
    /// <param name="activators">Creates the initial state of a grain without a record.</param>
    /// <param name="meters">Gets the meter <c>OrleansML.Storage</c>: commit durations and group sizes.</param>
    /// <param name="logger">Receives opening and closing.</param>
    public SqliteGrainStorage(
        string name,
        SqliteGrainStorageOptions options,
        IGrainStorageSerializer serializer,
        IOptions<ClusterOptions> clusterOptions,
        IActivatorProvider activators,
        IMeterFactory meters,
        ILogger<SqliteGrainStorage> logger)
    {
        _name = name;
        _serviceId = clusterOptions.Value.ServiceId;
        _options = options;
        _settings = SqliteDatabaseSettings.From(options);
        _serializer = options.GrainStorageSerializer ?? serializer;
        _activators = activators;
        _logger = logger;
        var instruments = new SqliteInstruments(meters, name);
        _writer = new SqliteWriter(name, _settings, options.QueueCapacity, options.MaximumGroupSize, instruments);
        _reader = new SqliteReader(name, _settings, options.QueueCapacity);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(SqliteGrainStorage)}-{_name}", _options.InitStage, StartAsync, StopAsync);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <summary>Reads the latest acknowledged state into <paramref name="grainState"/>; without a record it gets a new instance.</summary>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Receives state, ETag and whether there is a record.</param>
    /// <param name="cancellationToken">Gives up while the read has not started.</param>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <exception cref="SqliteStorageException">The file could not be read, or the bytes are not a <typeparamref name="T"/>.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new GrainStateKey(_serviceId, stateName, grainId);
        var stored = await _reader.ExecuteAsync(new ReadOperation(key), cancellationToken);
        if (stored is { Data: { } data })
        {
            grainState.State = Deserialize<T>(key, data) ?? NewState<T>();
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = NewState<T>();
            grainState.RecordExists = false;
        }

        grainState.ETag = FormatETag(stored?.Version);
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <summary>Stores the state if its ETag is still the stored one; when the task completes, the state is on the disk.</summary>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state; receives the new ETag.</param>
    /// <param name="cancellationToken">Gives up while the write has not started; after that its outcome is awaited.</param>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <exception cref="InconsistentStateException">Somebody else wrote since the state was read; nothing was changed.</exception>
    /// <exception cref="SqliteStorageException">The state is too large, or the file could not be written.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new GrainStateKey(_serviceId, stateName, grainId);
        var data = BytesOf(_serializer.Serialize(grainState.State));
        if (data.Length > _options.MaximumStateBytes)
        {
            throw new SqliteStorageException(
                $"The {key} takes {data.Length} bytes, but storage '{_name}' accepts at most " +
                $"{_options.MaximumStateBytes} (MaximumStateBytes). " +
                "Keep large data in the artifact store and its digest in the state, or raise the limit.");
        }

        var outcome = await _writer.ExecuteAsync(new WriteOperation(key, data, ParseETag(grainState.ETag)), cancellationToken);
        ThrowIfRefused(outcome, "write", key, grainState.ETag);
        grainState.ETag = FormatETag(outcome.Version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <summary>
    /// Removes the state if its ETag is still the stored one, and resets <paramref name="grainState"/> to a new instance.
    /// </summary>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state; receives the ETag of the emptied row, or none where the row is deleted.</param>
    /// <param name="cancellationToken">Gives up while the clear has not started; after that its outcome is awaited.</param>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <exception cref="InconsistentStateException">Somebody else wrote since the state was read; nothing was changed.</exception>
    /// <exception cref="SqliteStorageException">The file could not be written.</exception>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new GrainStateKey(_serviceId, stateName, grainId);
        var operation = new ClearOperation(key, ParseETag(grainState.ETag), _options.DeleteStateOnClear);
        var outcome = await _writer.ExecuteAsync(operation, cancellationToken);
        ThrowIfRefused(outcome, "clear", key, grainState.ETag);
        grainState.ETag = FormatETag(outcome.Version);
        grainState.State = NewState<T>();
        grainState.RecordExists = false;
    }

    /// <summary>Finishes the accepted writes and closes the file; blocks until that is done.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The writer first: it creates the tables that the reader's statements name.
            await _writer.StartAsync();
            await _reader.StartAsync();
        }
        catch
        {
            // Whoever calls nevertheless gets an error, not a wait without end.
            Dispose();
            throw;
        }

        LogOpened(_name, _settings.Path);
    }

    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        await _writer.StopAsync();
        await _reader.StopAsync();
        LogClosed(_name, _settings.Path);
    }

    private static string? FormatETag(long? version) => version?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Maps an ETag to the version it stands for; one that this storage never gave matches no row.</summary>
    private static long? ParseETag(string? etag)
    {
        if (string.IsNullOrEmpty(etag))
            return null;

        return long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    private void ThrowIfRefused(WriteOutcome outcome, string verb, GrainStateKey key, string? etag)
    {
        if (outcome.Accepted)
            return;

        var stored = FormatETag(outcome.Version);
        throw new InconsistentStateException(
            $"Storage '{_name}' refused to {verb} the {key}: its ETag is '{etag ?? "none"}', but '{stored ?? "none"}' is stored. " +
            "Somebody else changed the state since it was read; read it again before changing it.", stored, etag);
    }

    /// <summary>SQLite binds whole arrays only; most serializers hand over exactly one, which then needs no copy.</summary>
    private static byte[] BytesOf(BinaryData data)
    {
        var memory = data.ToMemory();
        return MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Array!.Length == memory.Length
            ? segment.Array
            : memory.ToArray();
    }

    private T NewState<T>() => _activators.GetActivator<T>().Create();

    private T? Deserialize<T>(GrainStateKey key, byte[] data)
    {
        try
        {
            return _serializer.Deserialize<T>(new BinaryData(data));
        }
        catch (Exception exception)
        {
            throw new SqliteStorageException(
                $"The {key} in '{_settings.Path}' ({data.Length} bytes) cannot be read as {typeof(T)} by {_serializer.GetType().Name}: " +
                $"{exception.Message} It was written by another serializer, or by a build whose state type had another shape.", exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Grain storage '{Name}' opened SQLite database '{Path}'.")]
    private partial void LogOpened(string name, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "Grain storage '{Name}' closed SQLite database '{Path}'.")]
    private partial void LogClosed(string name, string path);
}
