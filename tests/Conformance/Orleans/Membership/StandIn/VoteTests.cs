namespace OrleansML.Conformance.Membership;

/// <summary>Votes for the death of a silo, and the ages that count, which no wrong clock changes.</summary>
public sealed class VoteTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    private readonly FakeCluster _cluster = new();

    [Fact]
    public async Task Suspect_FirstOfTwoVotes_IsWrittenButKillsNobody()
    {
        var silos = await _cluster.JoinManyAsync(3);

        Assert.False(await silos[0].SuspectAsync(silos[2]));

        Assert.Equal(SiloStatus.Active, silos[0].StatusOf(silos[2]));
        Assert.True(await silos[1].SuspectAsync(silos[2]));
        await silos[0].Membership.RefreshAsync();
        Assert.Equal(SiloStatus.Dead, silos[0].StatusOf(silos[2]));
    }

    [Fact]
    public async Task Suspect_SameSiloTwice_IsOneVote()
    {
        var silos = await _cluster.JoinManyAsync(3);
        await silos[0].SuspectAsync(silos[2]);

        Assert.False(await silos[0].SuspectAsync(silos[2]));
    }

    [Fact]
    public async Task Suspect_WitnessAgrees_CountsAsTwoVotes()
    {
        var silos = await _cluster.JoinManyAsync(3);

        Assert.True(await silos[0].SuspectAsync(silos[2], witness: silos[1]));

        Assert.Equal(
            [silos[0].SiloAddress, silos[1].SiloAddress],
            silos[0].Membership.Rows[silos[2].SiloAddress].SuspectTimes!.Select(vote => vote.Item1).Order());
    }

    [Fact]
    public async Task Suspect_TwoSilos_OneVoteIsEnough()
    {
        var silos = await _cluster.JoinManyAsync(2);

        Assert.True(await silos[0].SuspectAsync(silos[1]));
    }

    [Fact]
    public async Task Suspect_EarlierVoteHasExpired_DoesNotCount()
    {
        var silos = await _cluster.JoinManyAsync(3);
        _cluster.Options.DeathVoteExpirationTimeout = TimeSpan.FromMinutes(1);
        await silos[0].SuspectAsync(silos[2]);
        await silos[1].Membership.RefreshAsync();
        _cluster.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.False(await silos[1].SuspectAsync(silos[2]));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Suspect_EarlierVoterHasAWrongClock_ItsVoteCountsAsLongAsAnyOther(int minutes)
    {
        _cluster.Options.DeathVoteExpirationTimeout = TimeSpan.FromMinutes(1);
        var silos = await _cluster.JoinManyAsync(2);
        var wrong = await _cluster.JoinAsync(clockError: TimeSpan.FromMinutes(minutes));
        await FakeCluster.RefreshAsync(silos);
        await wrong.SuspectAsync(silos[1]);
        await silos[0].Membership.RefreshAsync();
        _cluster.Clock.Advance(TimeSpan.FromSeconds(59));

        Assert.True(await silos[0].SuspectAsync(silos[1]));
    }

    [Fact]
    public async Task Suspect_LivenessIsOff_WritesNothing()
    {
        var silos = await _cluster.JoinManyAsync(2);
        _cluster.Options.LivenessEnabled = false;

        Assert.False(await silos[0].SuspectAsync(silos[1]));

        Assert.Empty(silos[0].Membership.Rows[silos[1].SiloAddress].SuspectTimes ?? []);
    }

    [Fact]
    public async Task Suspect_TheOnlyOtherSiloRefusesToo_DoesNotCountAsLive()
    {
        var silos = await _cluster.JoinManyAsync(3);

        Assert.True(await silos[0].SuspectAsync(silos[1], witness: null, silos[1], silos[2]));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task IsStale_ClockOfTheOtherIsWrong_LooksOnlyAtWhetherItsTimeMoves(int minutes)
    {
        var silo = await _cluster.JoinAsync();
        var wrong = await _cluster.JoinAsync(clockError: TimeSpan.FromMinutes(minutes));
        await silo.Membership.RefreshAsync();
        for (var i = 0; i < 10; i++)
        {
            _cluster.Clock.Advance(TimeSpan.FromSeconds(30));
            await wrong.Membership.WriteIAmAliveAsync();
            await silo.Membership.RefreshAsync();
        }

        Assert.False(silo.Membership.History.IsStale(wrong.SiloAddress));

        _cluster.Clock.Advance(TimeSpan.FromSeconds(91));
        await silo.Membership.RefreshAsync();
        Assert.True(silo.Membership.History.IsStale(wrong.SiloAddress));
    }

    [Fact]
    public async Task IsStale_TableWasOutOfReach_DoesNotCountTheOutage()
    {
        var silos = await _cluster.JoinManyAsync(2);
        silos[0].Table.IsCut = true;
        await Assert.ThrowsAsync<IOException>(silos[0].Membership.RefreshAsync);
        _cluster.Clock.Advance(TenMinutes);
        silos[0].Table.IsCut = false;

        await silos[0].Membership.RefreshAsync();

        Assert.False(silos[0].Membership.History.IsStale(silos[1].SiloAddress));
    }
}
