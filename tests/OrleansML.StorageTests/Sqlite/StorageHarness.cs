using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansML.Storage.Sqlite;
using OrleansML.Storage.State;

namespace OrleansML.StorageTests.Sqlite;

/// <summary>Grain storage without a silo.</summary>
internal static class StorageHarness
{
    public const string StateName = "state";

    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().AddMetrics().BuildServiceProvider();

    public static IMeterFactory Meters => Services.GetRequiredService<IMeterFactory>();

    public static SqliteGrainStorage Create(SqliteGrainStorageOptions options, string serviceId = "tests", string name = "tested") => new(
        name,
        options,
        new JsonGrainStateSerializer(),
        Options.Create(new ClusterOptions { ServiceId = serviceId }),
        Services.GetRequiredService<IActivatorProvider>(),
        Meters,
        NullLogger<SqliteGrainStorage>.Instance);

    public static async Task<SqliteGrainStorage> StartAsync(
        SqliteGrainStorageOptions options, string serviceId = "tests", string name = "tested")
    {
        var storage = Create(options, serviceId, name);
        await storage.StartAsync(CancellationToken.None);
        return storage;
    }

    public static Task<SqliteGrainStorage> StartAsync(string path, string serviceId = "tests") =>
        StartAsync(new SqliteGrainStorageOptions { Path = path }, serviceId);

    public static GrainId Grain(string key) => GrainId.Create("counter", key);

    public static async Task<GrainState<CounterState>> ReadAsync(this IGrainStorage storage, string key)
    {
        var state = new GrainState<CounterState>();
        await storage.ReadStateAsync(StateName, Grain(key), state);
        return state;
    }

    /// <summary>Writes a first state.</summary>
    public static async Task<GrainState<CounterState>> CreateAsync(this IGrainStorage storage, string key, int value)
    {
        var state = new GrainState<CounterState>(new CounterState { Value = value });
        await storage.WriteAsync(key, state);
        return state;
    }

    public static Task WriteAsync(this IGrainStorage storage, string key, GrainState<CounterState> state) =>
        storage.WriteStateAsync(StateName, Grain(key), state);

    public static Task ClearAsync(this IGrainStorage storage, string key, GrainState<CounterState> state) =>
        storage.ClearStateAsync(StateName, Grain(key), state);

    /// <summary>A connection that knows nothing of the storage, as another program would have.</summary>
    public static SqliteConnection OpenRaw(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static object? Execute(this SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
