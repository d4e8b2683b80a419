using Orleans.Storage;
using Orleans.TestingHost;
using OrleansML.Storage.Sqlite;

namespace OrleansML.StorageTests.Sqlite;

/// <summary>The provider in real silos, through <see cref="IPersistentState{TState}"/>.</summary>
public sealed class SqliteGrainStorageClusterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task PersistentState_ClusterRestarted_IsThere()
    {
        await WithClusterAsync(async factory =>
        {
            Assert.False(await factory.GetGrain<ICounterGrain>("a").ExistsAsync());
            Assert.Equal(5, await factory.GetGrain<ICounterGrain>("a").AddAsync(5));
            Assert.Equal(7, await factory.GetGrain<ICounterGrain>("a").AddAsync(2));
        });

        await WithClusterAsync(async factory =>
        {
            Assert.Equal(7, await factory.GetGrain<ICounterGrain>("a").GetAsync());
            Assert.True(await factory.GetGrain<ICounterGrain>("a").ExistsAsync());
            Assert.Equal(8, await factory.GetGrain<ICounterGrain>("a").AddAsync(1));
        });
    }

    [Fact]
    public async Task PersistentState_ManyGrainsOnTwoSilos_KeepTheirValues() => await WithClusterAsync(async factory =>
    {
        var grains = Enumerable.Range(0, 50).Select(key => factory.GetGrain<ICounterGrain>($"{key}")).ToArray();

        await Task.WhenAll(grains.Select(static (grain, key) => grain.AddAsync(key)));
        await Task.WhenAll(grains.Select(static grain => grain.DeactivateAsync()));

        Assert.Equal(Enumerable.Range(0, 50), await Task.WhenAll(grains.Select(static grain => grain.GetAsync())));
    });

    [Fact]
    public async Task PersistentState_Cleared_StartsAnew() => await WithClusterAsync(async factory =>
    {
        var grain = factory.GetGrain<ICounterGrain>("a");
        await grain.AddAsync(5);

        await grain.ClearAsync();

        Assert.False(await grain.ExistsAsync());
        Assert.Equal(3, await grain.AddAsync(3));
        await grain.DeactivateAsync();
        Assert.Equal(3, await grain.GetAsync());
    });

    [Fact]
    public async Task PersistentState_ChangedBehindTheGrain_ThrowsThenReadsAgain() => await WithClusterAsync(async factory =>
    {
        var grain = factory.GetGrain<ICounterGrain>("a");
        await grain.AddAsync(5);
        using (var raw = StorageHarness.OpenRaw(_directory.File("first.db")))
            raw.Execute("""UPDATE grain_state SET version = 1000, data = '{"Value":100}' WHERE state_name = 'counter'""");

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddAsync(1));

        Assert.Equal("1000", error.StoredEtag);
        Assert.Equal("1", error.CurrentEtag);
        // The refused write ended the activation, so the next call sees what is stored.
        Assert.Equal(101, await grain.AddAsync(1));
    });

    [Fact]
    public async Task Start_WrongOptions_StopsTheSiloWithEveryViolation()
    {
        var error = await FailDeployAsync(options => (options.Path, options.QueueCapacity) = ("", 0));

        Assert.Contains(
            "The SQLite grain storage 'Default' is configured wrongly: Path is empty; it must name the database file. " +
            "QueueCapacity is 0; it must lie between 1 and 1000000.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnusablePath_StopsTheSiloWithTheReason()
    {
        var path = _directory.Unusable("state.db");

        var error = await FailDeployAsync(options => options.Path = path);

        Assert.Contains($"of the SQLite database '{path}' cannot be created", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Exception> FailDeployAsync(Action<SqliteGrainStorageOptions> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddSqliteGrainStorageAsDefault(configure));
        var cluster = builder.Build();
        try
        {
            return (await Record.ExceptionAsync(() => cluster.DeployAsync()))!;
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private async Task WithClusterAsync(Func<IGrainFactory, Task> test)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ServiceId = "storage-tests";
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSqliteGrainStorageAsDefault(options => options.Path = _directory.File("first.db"));
            silo.AddSqliteGrainStorage("second", options => options.Path = _directory.File("second.db"));
        });
        var cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
            await test(cluster.Client);
        }
        finally
        {
            await cluster.StopAllSilosAsync();
            await cluster.DisposeAsync();
        }
    }
}
