using Orleans.Clustering.Redis;

namespace OrleansML.Conformance.Redis;

/// <summary>What silos are told when the server with the membership table fails; every test has a server of its own.</summary>
public sealed class MembershipFaultTests : IAsyncLifetime
{
    private RedisServer? _redis;
    private RedisParts? _parts;
    private IMembershipTable? _table;

    private RedisServer Redis => _redis!;

    private IMembershipTable Table => _table!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _parts = RedisParts.Create(_redis, "the-cluster", "the-service");
        _table = await _parts.GetMembershipTableAsync();
        await Table.InsertAsync(MembershipRows.Create(1));
    }

    public async Task DisposeAsync()
    {
        await _parts!.DisposeAsync();
        await Redis.DisposeAsync();
    }

    [Fact]
    public async Task ServerIsKilledAndRestartedWithItsData_ThrowsAndThenGoesOn()
    {
        var data = await Table.ReadAllAsync();
        await Redis.KillAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => Table.ReadAllAsync());
        await Assert.ThrowsAnyAsync<Exception>(
            () => Table.UpdateRowAsync(MembershipRows.Create(1), data.Members[0].Item2, data.Version.Next()));
        await Redis.RestartAsync();

        await Wait.UntilAsync(ReadsAsync, "the table after the restart");
        var after = await Table.ReadAllAsync();
        Assert.Equal(data.Version, after.Version);
        Assert.True(await Table.UpdateRowAsync(MembershipRows.Create(1, SiloStatus.Dead), after.Members[0].Item2, after.Version.Next()));
    }

    [Fact]
    public async Task ServerRefusesWrites_WritesNothingAndNeverSaysSo()
    {
        var data = await Table.ReadAllAsync();
        Assert.Equal("+OK", await Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1"));

        await Assert.ThrowsAnyAsync<Exception>(
            () => Table.UpdateRowAsync(MembershipRows.Create(1, SiloStatus.Dead), data.Members[0].Item2, data.Version.Next()));
        await Assert.ThrowsAnyAsync<Exception>(() => Table.InsertRowAsync(MembershipRows.Create(2), data.Version.Next()));
        await Assert.ThrowsAnyAsync<Exception>(() => Table.UpdateIAmAliveAsync(MembershipRows.Create(1)));

        Assert.Equal("+OK", await Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "0"));
        var after = await Table.ReadAllAsync();
        Assert.Equal(data.Version, after.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(after.Members).Item1.Status);
        Assert.True(await Table.InsertRowAsync(MembershipRows.Create(2), after.Version.Next()));
    }

    [StandInFact("the exception of the Redis client is passed on.")]
    public async Task ServerRefusesWrites_MessageSaysWhatWhereWhyAndWhatToDo()
    {
        var data = await Table.ReadAllAsync();
        await Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1");

        var exception = await Assert.ThrowsAsync<RedisClusteringException>(
            () => Table.InsertRowAsync(MembershipRows.Create(2), data.Version.Next()));

        Assert.StartsWith(
            "The membership table of the cluster 'the-cluster': inserting the row of S127.0.0.1:2:7 as Active failed (Redis key "
            + "'the-service/members/the-cluster'). Redis refuses writes because too few replicas are connected (its setting "
            + "min-replicas-to-write). Bring the replicas back. Nothing was changed. Redis said: NOREPLICAS",
            exception.Message);
    }

    [Fact]
    public async Task ServerIsRestartedEmpty_NothingOfTheOldTableIsWritten()
    {
        var data = await Table.ReadAllAsync();
        await Redis.RestartAsync(keepData: false);
        await UntilTheTableIsGoneAsync();

        Assert.False(await SucceedsAsync(() => Table.UpdateRowAsync(MembershipRows.Create(1), data.Members[0].Item2, data.Version.Next())));
        Assert.False(await SucceedsAsync(() => Table.InsertRowAsync(MembershipRows.Create(2), data.Version.Next())));
        await Assert.ThrowsAnyAsync<Exception>(() => Table.UpdateIAmAliveAsync(MembershipRows.Create(1)));

        Assert.Equal(":0", await Redis.CommandAsync("DBSIZE"));
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true);
        Assert.Empty((await Table.ReadAllAsync()).Members);
        Assert.False(await SucceedsAsync(() => Table.UpdateRowAsync(MembershipRows.Create(1), data.Members[0].Item2, data.Version.Next())));
        Assert.Empty((await Table.ReadAllAsync()).Members);
    }

    [StandInFact("false is returned, as if somebody else had written.")]
    public async Task ServerIsRestartedEmpty_WritesSayThatTheTableIsGone()
    {
        var data = await Table.ReadAllAsync();
        await Redis.RestartAsync(keepData: false);
        await UntilTheTableIsGoneAsync();

        var exception = await Assert.ThrowsAsync<RedisClusteringException>(
            () => Table.UpdateRowAsync(MembershipRows.Create(1), data.Members[0].Item2, data.Version.Next()));

        Assert.Equal(
            "There is no membership table of the cluster 'the-cluster' in the Redis key 'the-service/members/the-cluster', so the row of "
            + "S127.0.0.1:1:7 was not written as Active. Redis was restarted without its data, or the key was deleted. Silos that run "
            + "write their rows again; a silo that does not must be restarted.",
            exception.Message);
    }

    private static async Task<bool> SucceedsAsync(Func<Task<bool>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    private Task UntilTheTableIsGoneAsync() => Wait.UntilAsync(
        async () =>
        {
            try
            {
                return (await Table.ReadAllAsync()).Members.Count == 0;
            }
            catch (RedisClusteringException exception)
            {
                // The official table says so to readers too.
                return exception.Message.Contains("deleted", StringComparison.Ordinal);
            }
            catch (Exception)
            {
                // Not reached yet.
                return false;
            }
        },
        "that the table is gone");

    private async Task<bool> ReadsAsync()
    {
        try
        {
            await Table.ReadAllAsync();
            return true;
        }
        catch (Exception)
        {
            // Not reached yet.
            return false;
        }
    }
}
