using Microsoft.Extensions.Logging;
using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

/// <summary>A table that cannot be used, has lost its rows, or says that the reading silo is dead.</summary>
public sealed class TableTests
{
    private readonly FakeCluster _cluster = new();

    [Fact]
    public async Task Refresh_TableWasEmptied_AllSilosAreInItAgainAndNobodyWasEverDead()
    {
        var silos = await _cluster.JoinManyAsync(3);
        var version = silos.Max(silo => silo.Membership.CurrentSnapshot.Version.Value);
        _cluster.Table = new InMemoryMembershipTable();

        await FakeCluster.RefreshAsync(silos);
        await FakeCluster.RefreshAsync(silos);

        Assert.All(silos, silo =>
        {
            Assert.Null(silo.Death);
            Assert.All(silos, other => Assert.Equal(SiloStatus.Active, silo.StatusOf(other)));
            Assert.DoesNotContain(silo.Views, view => view.Members.Values.Any(member => member.Status == SiloStatus.Dead));
            Assert.True(silo.Membership.CurrentSnapshot.Version.Value > version);
            Assert.Equal(silo.Views.Select(view => view.Version).Order(), silo.Views.Select(view => view.Version));
        });
        var table = await silos[0].Membership.ReadEntriesAsync();
        Assert.Equal(silos.Select(silo => silo.SiloAddress).Order(), table.Select(row => row.SiloAddress).Order());
    }

    [Fact]
    public async Task Refresh_TableWasEmptiedAfterADeath_TheDeadSiloLearnsOfItAndStaysDead()
    {
        var silos = await _cluster.JoinManyAsync(3);
        await silos[0].SuspectAsync(silos[2], witness: silos[1]);
        await silos[1].Membership.RefreshAsync();
        _cluster.Table = new InMemoryMembershipTable();

        // The dead silo is the first to find the empty table, and still believes that it is alive.
        await silos[2].Membership.RefreshAsync();
        await FakeCluster.RefreshAsync(silos[0], silos[1]);
        await Wait.UntilAsync(
            async () =>
            {
                // Both others write the death at the same time, so that one of them has to try again a little later.
                _cluster.Clock.Advance(TimeSpan.FromMilliseconds(10));
                await silos[2].Membership.RefreshAsync();
                return silos[2].Death is not null;
            },
            "the dead silo to read that it is dead");

        Assert.All(silos[..2], silo => Assert.DoesNotContain(
            silo.Views.SkipWhile(view => view.GetSiloStatus(silos[2].SiloAddress) != SiloStatus.Dead),
            view => view.GetSiloStatus(silos[2].SiloAddress) != SiloStatus.Dead));
    }

    [Fact]
    public async Task Refresh_TableWasEmptiedAfterADeath_TheDeathIsWrittenDownAgain()
    {
        var silos = await _cluster.JoinManyAsync(3);
        await silos[0].SuspectAsync(silos[2], witness: silos[1]);
        _cluster.Table = new InMemoryMembershipTable();

        await silos[0].Membership.RefreshAsync();
        await silos[2].Membership.RefreshAsync();

        Assert.NotNull(silos[2].Death);
    }

    [Fact]
    public async Task Refresh_TableWentBackToAnOlderState_IsBroughtForward()
    {
        var silos = await _cluster.JoinManyAsync(2);
        var older = await CopyTableAsync();
        var third = await _cluster.JoinAsync();
        await FakeCluster.RefreshAsync(silos);
        var version = silos[0].Membership.CurrentSnapshot.Version;
        _cluster.Table = older;

        await FakeCluster.RefreshAsync([.. silos, third]);
        await FakeCluster.RefreshAsync([.. silos, third]);

        Assert.All(silos, silo => Assert.Equal(SiloStatus.Active, silo.StatusOf(third)));
        Assert.True(silos[0].Membership.CurrentSnapshot.Version > version);
        Assert.Equal(3, (await third.Membership.ReadEntriesAsync()).Length);
    }

    [Fact]
    public async Task Refresh_OwnRowIsGoneAfterALongAbsence_StopsInsteadOfComingBack()
    {
        var silos = await _cluster.JoinManyAsync(2);
        _cluster.Clock.Advance(TimeSpan.FromHours(2));
        _cluster.Table = new InMemoryMembershipTable();

        await silos[0].Membership.RefreshAsync();

        Assert.Contains("no longer in the membership table", silos[0].Death);
    }

    [Fact]
    public async Task Refresh_OwnRowIsDead_StopsAndSaysWhy()
    {
        var silos = await _cluster.JoinManyAsync(2);
        await silos[1].Membership.TryKill(silos[0].SiloAddress);

        await silos[0].Membership.RefreshAsync();

        Assert.Contains("its row in the membership table says so", silos[0].Death);
        Assert.Contains(silos[0].Log.Entries, entry => entry.Level == LogLevel.Critical);
    }

    [Fact]
    public async Task Join_PredecessorAtTheSameEndpoint_IsDeclaredDead()
    {
        var old = await _cluster.JoinAsync();
        var successor = new FakeSilo(_cluster, old.SiloAddress.Endpoint.Port, old.SiloAddress.Generation + 1, default);

        await successor.Membership.JoinAsync(CancellationToken.None);

        Assert.Equal(SiloStatus.Dead, successor.StatusOf(old));
        await old.Membership.RefreshAsync();
        Assert.NotNull(old.Death);
    }

    [Fact]
    public async Task Join_TableIsOutOfReachForAWhile_JoinsLater()
    {
        var silo = new FakeSilo(_cluster, 12_000, SiloAddress.AllocateNewGeneration(), default);
        silo.Table.IsCut = true;
        var joining = silo.Membership.JoinAsync(CancellationToken.None);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        silo.Table.IsCut = false;
        await _cluster.AdvanceUntilAsync(joining, TimeSpan.FromSeconds(1));

        await joining;
        Assert.Equal(SiloStatus.Joining, silo.Membership.CurrentStatus);
    }

    [Fact]
    public async Task Join_TableStaysOutOfReach_FailsAfterTheConfiguredTimeAndSaysSo()
    {
        var silo = new FakeSilo(_cluster, 12_000, SiloAddress.AllocateNewGeneration(), default);
        silo.Table.IsCut = true;
        var started = _cluster.Clock.GetUtcNow();
        var joining = silo.Membership.JoinAsync(CancellationToken.None);
        await _cluster.AdvanceUntilAsync(joining, TimeSpan.FromSeconds(1));

        var exception = await Assert.ThrowsAsync<OrleansException>(() => joining);

        Assert.Contains("could not join the cluster 'fake' within 00:05:00", exception.Message);
        Assert.Contains("the table is out of reach", exception.Message);
        Assert.InRange((_cluster.Clock.GetUtcNow() - started).TotalMinutes, 4.8, 5.2);
    }

    [Fact]
    public async Task Suspect_TableIsOutOfReach_NobodyDiesAndTheViewStays()
    {
        var silos = await _cluster.JoinManyAsync(2);
        silos[0].Table.IsCut = true;
        var vote = silos[0].SuspectAsync(silos[1]);
        await _cluster.AdvanceUntilAsync(vote, TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAsync<OrleansException>(() => vote);

        Assert.Equal(SiloStatus.Active, silos[0].StatusOf(silos[1]));
        Assert.Null(silos[0].Death);
    }

    [Fact]
    public async Task Refresh_TableFailsForAnHour_WarnsAtGrowingIntervals()
    {
        var silo = await _cluster.JoinAsync();
        silo.Table.IsCut = true;
        for (var i = 0; i < 3600; i++)
        {
            _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAsync<IOException>(silo.Membership.RefreshAsync);
        }

        // At once, after 10 s, then 20, 40, 80, 160 s later, then every 5 minutes: 1 + 5 + (3600 - 310) / 300.
        Assert.Equal(16, silo.Log.Entries.Count(entry => entry.Level == LogLevel.Warning));
        silo.Table.IsCut = false;
        await silo.Membership.RefreshAsync();
        Assert.Single(silo.Log.Entries, entry => entry.Text.Contains("works again after 00:59:59 and 3600 failed attempts"));
    }

    [Fact]
    public async Task GetLimit_TooManyDeadRows_RemovesTheOldestButNoneYoungerThanTheRetention()
    {
        _cluster.Options.MaxDefunctSiloEntries = 2;
        var silo = await _cluster.JoinAsync();
        for (var i = 0; i < 4; i++)
        {
            var dead = await _cluster.JoinAsync();
            await dead.Membership.UpdateStatusAsync(SiloStatus.Dead);
            _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await silo.Membership.RefreshAsync();
        Assert.Null(silo.Defunct.GetLimit());

        _cluster.Clock.Advance(TimeSpan.FromHours(1));
        var limit = silo.Defunct.GetLimit();
        Assert.NotNull(limit);
        await silo.Membership.RemoveDefunctAsync(limit.Value);
        Assert.Equal(3, (await silo.Membership.ReadEntriesAsync()).Length);
    }

    [Fact]
    public async Task GetLimit_DeadRowIsAWeekOld_IsRemovedByTheFirstSiloOnly()
    {
        var silos = await _cluster.JoinManyAsync(2);
        var dead = await _cluster.JoinAsync();
        await dead.Membership.UpdateStatusAsync(SiloStatus.Dead);
        await FakeCluster.RefreshAsync(silos);
        _cluster.Clock.Advance(TimeSpan.FromDays(8));

        Assert.NotNull(silos[0].Defunct.GetLimit());
        Assert.Null(silos[1].Defunct.GetLimit());

        _cluster.Options.DefunctSiloCleanupPeriod = null;
        Assert.Null(silos[0].Defunct.GetLimit());
    }

    [Fact]
    public async Task GetSiloStatus_DeadRowWasRemoved_IsStillDead()
    {
        var silos = await _cluster.JoinManyAsync(2);
        await silos[1].Membership.UpdateStatusAsync(SiloStatus.Dead);
        await silos[0].Membership.RefreshAsync();
        await silos[0].Membership.RemoveDefunctAsync(_cluster.Clock.GetUtcNow().AddMinutes(1));
        await _cluster.JoinAsync();

        await silos[0].Membership.RefreshAsync();

        Assert.DoesNotContain(silos[1].SiloAddress, silos[0].Membership.CurrentSnapshot.Members.Keys);
        Assert.Equal(SiloStatus.Dead, silos[0].StatusOf(silos[1]));
    }

    [Fact]
    public async Task HasDied_OldSiloIsMissingInAnEmptiedTable_IsFalseForASiloThatJoinsThen()
    {
        var old = new FakeSilo(_cluster, 12_000, SiloAddress.AllocateNewGeneration() - 7200, default);
        await old.Membership.JoinAsync(CancellationToken.None);
        _cluster.Table = new InMemoryMembershipTable();

        var joining = await _cluster.JoinAsync(SiloStatus.Joining);

        Assert.False(joining.Membership.HasDied(old.SiloAddress));
        await FakeCluster.RefreshAsync(old, joining);
        Assert.Equal(SiloStatus.Joining, joining.StatusOf(old));
        Assert.Null(old.Death);
    }

    private async Task<InMemoryMembershipTable> CopyTableAsync()
    {
        var copy = new InMemoryMembershipTable();
        var version = new TableVersion(0, "0");
        foreach (var (row, _) in (await ((IMembershipTable)_cluster.Table).ReadAllAsync()).Members)
        {
            await ((IMembershipTable)copy).InsertRowAsync(row, version.Next());
            version = (await ((IMembershipTable)copy).ReadAllAsync()).Version;
        }

        return copy;
    }
}
