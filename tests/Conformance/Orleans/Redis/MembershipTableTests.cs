using Orleans.Clustering.Redis;

namespace OrleansML.Conformance.Redis;

/// <summary>What the membership table in Redis promises to silos.</summary>
public sealed class MembershipTableTests(RedisFixture fixture) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly string _clusterId = RedisFixture.NewId();
    private readonly string _serviceId = RedisFixture.NewId();
    private RedisParts? _parts;
    private IMembershipTable? _table;

    private IMembershipTable Table => _table!;

    public async Task InitializeAsync()
    {
        _parts = RedisParts.Create(fixture.Server, _clusterId, _serviceId);
        _table = await _parts.GetMembershipTableAsync();
    }

    public async Task DisposeAsync() => await _parts!.DisposeAsync();

    [Fact]
    public async Task ReadAll_NewTable_IsEmptyAtVersionZero()
    {
        var data = await Table.ReadAllAsync();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
    }

    [Fact]
    public async Task InsertRow_NewSilo_IsReadBackAtTheNextVersion()
    {
        var entry = MembershipRows.Create(1, SiloStatus.Joining);
        entry.AddSuspector(MembershipRows.Create(2).SiloAddress, MembershipRows.Time);

        Assert.True(await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next()));

        var all = await Table.ReadAllAsync();
        var (read, etag) = Assert.Single(all.Members);
        Assert.Equal(entry.Describe(), read.Describe());
        Assert.Equal(1, all.Version.Version);
        var row = await Table.ReadRowAsync(entry.SiloAddress);
        Assert.Equal(entry.Describe(), Assert.Single(row.Members).Item1.Describe());
        Assert.Equal(etag, row.Members[0].Item2);
        Assert.Equal(all.Version, row.Version);
    }

    [Fact]
    public async Task InsertRow_SiloIsThere_ReturnsFalseAndChangesNothing()
    {
        await Table.InsertAsync(MembershipRows.Create(1));

        var again = MembershipRows.Create(1, SiloStatus.Dead);
        Assert.False(await Table.InsertRowAsync(again, (await Table.ReadAllAsync()).Version.Next()));

        var data = await Table.ReadAllAsync();
        Assert.Equal(SiloStatus.Active, Assert.Single(data.Members).Item1.Status);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task InsertRow_VersionIsStale_ReturnsFalseAndChangesNothing()
    {
        var stale = (await Table.ReadAllAsync()).Version.Next();
        await Table.InsertAsync(MembershipRows.Create(1));

        Assert.False(await Table.InsertRowAsync(MembershipRows.Create(2), stale));

        Assert.Single((await Table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task UpdateRow_RowAndVersionAreCurrent_ReplacesTheRow()
    {
        await Table.InsertAsync(MembershipRows.Create(1), MembershipRows.Create(2));
        var data = await Table.ReadAllAsync();
        var (entry, etag) = data.TryGet(MembershipRows.Create(1).SiloAddress)!;
        entry.Status = SiloStatus.Dead;
        entry.AddOrUpdateSuspector(MembershipRows.Create(2).SiloAddress, MembershipRows.Time, 2);

        Assert.True(await Table.UpdateRowAsync(entry, etag, data.Version.Next()));

        var after = await Table.ReadAllAsync();
        Assert.Equal(entry.Describe(), after.TryGet(entry.SiloAddress)!.Item1.Describe());
        Assert.Equal(MembershipRows.Create(2).Describe(), after.TryGet(MembershipRows.Create(2).SiloAddress)!.Item1.Describe());
        Assert.Equal(3, after.Version.Version);
        Assert.NotEqual(data.Version.VersionEtag, after.Version.VersionEtag);
    }

    [StandInFact("the version must be the next one.")]
    public async Task UpdateRow_VersionIsMoreThanTheNext_IsTaken()
    {
        await Table.InsertAsync(MembershipRows.Create(1));
        var data = await Table.ReadAllAsync();
        var (entry, etag) = Assert.Single(data.Members);

        // Silos that restore a table go on above the versions that it had.
        Assert.True(await Table.UpdateRowAsync(entry, etag, new TableVersion(50, data.Version.VersionEtag)));

        Assert.Equal(50, (await Table.ReadAllAsync()).Version.Version);
        Assert.False(await Table.UpdateRowAsync(entry, etag, new TableVersion(50, data.Version.VersionEtag)));
    }

    [Fact]
    public async Task UpdateRow_VersionIsStale_ReturnsFalseAndChangesNothing()
    {
        await Table.InsertAsync(MembershipRows.Create(1));
        var stale = await Table.ReadAllAsync();
        await Table.InsertAsync(MembershipRows.Create(2));
        var (entry, etag) = Assert.Single(stale.Members);
        entry.Status = SiloStatus.Dead;

        Assert.False(await Table.UpdateRowAsync(entry, etag, stale.Version.Next()));

        var after = await Table.ReadAllAsync();
        Assert.All(after.Members, member => Assert.Equal(SiloStatus.Active, member.Item1.Status));
        Assert.Equal(2, after.Version.Version);
    }

    [StandInFact("the version of the table alone is compared.")]
    public async Task UpdateRow_RowEtagIsStale_ReturnsFalse()
    {
        await Table.InsertAsync(MembershipRows.Create(1), MembershipRows.Create(2));
        var data = await Table.ReadAllAsync();
        var entry = MembershipRows.Create(1, SiloStatus.Dead);

        var otherEtag = data.TryGet(MembershipRows.Create(2).SiloAddress)!.Item2;
        Assert.False(await Table.UpdateRowAsync(entry, otherEtag, data.Version.Next()));

        Assert.Equal(SiloStatus.Active, (await Table.ReadRowAsync(entry.SiloAddress)).Members[0].Item1.Status);
    }

    [Fact]
    public async Task UpdateRow_RowIsGone_ReturnsFalse()
    {
        await Table.InsertAsync(MembershipRows.Create(1));
        var data = await Table.ReadAllAsync();

        var other = MembershipRows.Create(2);
        Assert.False(await Table.UpdateRowAsync(other, data.Members[0].Item2, data.Version.Next()));

        Assert.Null((await Table.ReadAllAsync()).TryGet(other.SiloAddress));
    }

    [Fact]
    public async Task UpdateIAmAlive_RowIsThere_ChangesTheTimeAndNothingElse()
    {
        await Table.InsertAsync(MembershipRows.Create(1));
        var before = await Table.ReadAllAsync();
        var sign = MembershipRows.Create(1, SiloStatus.Dead);
        sign.IAmAliveTime += TimeSpan.FromMinutes(1);

        await Table.UpdateIAmAliveAsync(sign);

        var after = await Table.ReadAllAsync();
        var expected = MembershipRows.Create(1);
        expected.IAmAliveTime = sign.IAmAliveTime;
        Assert.Equal(expected.Describe(), Assert.Single(after.Members).Item1.Describe());
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Members[0].Item2, after.Members[0].Item2);
    }

    [Fact]
    public async Task UpdateIAmAlive_RowIsGone_Throws() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Table.UpdateIAmAliveAsync(MembershipRows.Create(1)));

    [Fact]
    public async Task CleanupDefunctSiloEntries_OldAndNewRows_RemovesTheOldOnesThatAreNotActive()
    {
        var old = MembershipRows.Create(1, SiloStatus.Dead);
        var recentlyDead = MembershipRows.Create(2, SiloStatus.Dead);
        recentlyDead.IAmAliveTime += TimeSpan.FromHours(2);
        var active = MembershipRows.Create(3);
        await Table.InsertAsync(old, recentlyDead, active);

        await Table.CleanupDefunctSiloEntriesAsync(MembershipRows.Time + TimeSpan.FromHours(1));

        var left = (await Table.ReadAllAsync()).Members.Select(member => member.Item1.SiloName).Order();
        Assert.Equal(["silo-2", "silo-3"], left);
    }

    [Fact]
    public async Task DeleteMembershipTableEntries_OfThisCluster_LeavesNoTableUntilItIsInitializedAgain()
    {
        await Table.InsertAsync(MembershipRows.Create(1));

        await Table.DeleteMembershipTableEntriesAsync(_clusterId);

        // Whether a reader hears of it differs; nobody is given the old rows.
        Assert.Empty(await ReadRowsIfAnyAsync());
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true);
        Assert.Empty((await Table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task ReadAll_RowsOfAnotherClusterOrService_AreNotThere()
    {
        await Table.InsertAsync(MembershipRows.Create(1));
        await using var otherCluster = RedisParts.Create(fixture.Server, RedisFixture.NewId(), _serviceId);
        await using var otherService = RedisParts.Create(fixture.Server, _clusterId, RedisFixture.NewId());
        await using var same = RedisParts.Create(fixture.Server, _clusterId, _serviceId);

        Assert.Empty((await (await otherCluster.GetMembershipTableAsync()).ReadAllAsync()).Members);
        Assert.Empty((await (await otherService.GetMembershipTableAsync()).ReadAllAsync()).Members);
        Assert.Single((await (await same.GetMembershipTableAsync()).ReadAllAsync()).Members);
    }

    [Fact]
    public async Task GetGateways_RowsOfEveryKind_GivesTheActiveOnesWithAPort()
    {
        var noGateway = MembershipRows.Create(2);
        noGateway.ProxyPort = 0;
        await Table.InsertAsync(
            MembershipRows.Create(1),
            noGateway,
            MembershipRows.Create(3, SiloStatus.Joining),
            MembershipRows.Create(4, SiloStatus.ShuttingDown),
            MembershipRows.Create(5, SiloStatus.Dead));
        var list = await _parts!.GetGatewayListAsync();

        Assert.Equal("gwy.tcp://127.0.0.1:30001/7", Assert.Single(await list.GetGatewaysAsync()).ToString());
    }

    [Fact]
    public async Task Writers_EightAtOnce_ExactlyOneWinsEachVersion()
    {
        const int Writers = 8, Wins = 10;
        await Table.InsertAsync([.. Enumerable.Range(1, Writers).Select(port => MembershipRows.Create(port))]);

        var versions = await Task.WhenAll(Enumerable.Range(1, Writers).Select(port => Task.Run(() => WinAsync(port, Wins))));

        Assert.Equal(Enumerable.Range(Writers + 1, Writers * Wins), versions.SelectMany(won => won).Order());
        Assert.Equal(Writers + (Writers * Wins), (await Table.ReadAllAsync()).Version.Version);
    }

    private async Task<IReadOnlyList<Tuple<MembershipEntry, string>>> ReadRowsIfAnyAsync()
    {
        try
        {
            return (await Table.ReadAllAsync()).Members;
        }
        catch (RedisClusteringException)
        {
            return [];
        }
    }

    // Updates a row until that has succeeded so many times; gives the versions that it made.
    private async Task<List<int>> WinAsync(int port, int wins)
    {
        await using var parts = RedisParts.Create(fixture.Server, _clusterId, _serviceId);
        var table = await parts.GetMembershipTableAsync();
        var versions = new List<int>();
        for (var attempt = 0; versions.Count < wins; attempt++)
        {
            Assert.True(attempt < 10_000, $"The writer of row {port} has won {versions.Count} of {attempt} attempts.");
            var data = await table.ReadAllAsync();
            var (entry, etag) = data.TryGet(MembershipRows.Create(port).SiloAddress)!;
            var next = data.Version.Next();
            if (await table.UpdateRowAsync(entry, etag, next))
            {
                versions.Add(next.Version);
            }
        }

        return versions;
    }
}
