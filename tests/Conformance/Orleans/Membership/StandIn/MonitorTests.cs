namespace OrleansML.Conformance.Membership;

/// <summary>What a silo concludes from probes that are answered, refused, or lead nowhere.</summary>
public sealed class MonitorTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private readonly FakeCluster _cluster = new();

    [Fact]
    public async Task Probe_EndpointRefuses_TwoVotersDeclareDeathWithinThreeQuickProbes()
    {
        var silos = await _cluster.JoinManyAsync(3);
        _cluster.Network.Killed.Add(silos[2]);
        var monitor = silos[0].MonitorOf(silos[2]);

        var pauses = new[] { await monitor.ProbeAsync(), await monitor.ProbeAsync(), await monitor.ProbeAsync() };

        Assert.All(pauses, pause => Assert.Equal(TimeSpan.FromSeconds(1), pause));
        Assert.Equal(SiloStatus.Dead, silos[0].StatusOf(silos[2]));
    }

    [Fact]
    public async Task Probe_SiloIsFrozen_IsDeadAfterThreeTimeouts()
    {
        var silos = await _cluster.JoinManyAsync(3);
        _cluster.Network.Frozen.Add(silos[2]);
        var monitor = silos[0].MonitorOf(silos[2]);
        var started = _cluster.Clock.GetUtcNow();

        await ProbeAsync(monitor, 3);

        Assert.Equal(SiloStatus.Dead, silos[0].StatusOf(silos[2]));
        Assert.InRange((_cluster.Clock.GetUtcNow() - started).TotalSeconds, 14, 17);
    }

    [Fact]
    public async Task Probe_OnlyThePathBetweenTwoSilosIsCut_NobodyIsSuspected()
    {
        var silos = await _cluster.JoinManyAsync(3);
        _cluster.Network.Cuts.Add((silos[0], silos[2]));
        var monitor = silos[0].MonitorOf(silos[2]);

        await ProbeAsync(monitor, 6);

        Assert.Equal(0, monitor.MissedProbes);
        Assert.Equal(SiloStatus.Active, silos[0].StatusOf(silos[2]));
        Assert.Equal([silos[1].SiloAddress, silos[1].SiloAddress], silos[0].Prober.AskedWitnesses);
    }

    [Fact]
    public async Task Probe_PathIsCutAndWitnessesAreOff_IsSuspected()
    {
        _cluster.Options.EnableIndirectProbes = false;
        var silos = await _cluster.JoinManyAsync(3);
        _cluster.Network.Cuts.Add((silos[0], silos[2]));

        await ProbeAsync(silos[0].MonitorOf(silos[2]), 3);

        Assert.Empty(silos[0].Prober.AskedWitnesses);
        var votes = Assert.Single(silos[0].Membership.Rows[silos[2].SiloAddress].SuspectTimes!);
        Assert.Equal(silos[0].SiloAddress, votes.Item1);
    }

    [Fact]
    public async Task Probe_WitnessIsUnhealthy_AnotherIsAskedAtOnceAndTheMissIsNotCounted()
    {
        var silos = await _cluster.JoinManyAsync(4);
        _cluster.Network.Frozen.Add(silos[3]);
        silos[0].Prober.UnhealthyWitnesses.UnionWith([silos[1].SiloAddress, silos[2].SiloAddress]);
        var monitor = silos[0].MonitorOf(silos[3]);
        await ProbeAsync(monitor, 2);

        var probe = monitor.ProbeAsync();
        await _cluster.AdvanceUntilAsync(probe, Step);

        Assert.Equal(TimeSpan.Zero, await probe);
        Assert.Equal(2, monitor.MissedProbes);
        Assert.Single(silos[0].Prober.AskedWitnesses);

        // No witness is left then: the vote is this silo's alone.
        await ProbeAsync(monitor, 1);
        Assert.Equal(3, monitor.MissedProbes);
        Assert.Equal(2, silos[0].Prober.AskedWitnesses.Distinct().Count());
        Assert.Equal([silos[0].SiloAddress], silos[0].Membership.Rows[silos[3].SiloAddress].SuspectTimes!.Select(vote => vote.Item1));
    }

    [Fact]
    public async Task Probe_ThisSiloIsSlowItself_DoesNotCountNorVote()
    {
        var silos = await _cluster.JoinManyAsync(2);
        _cluster.Network.Frozen.Add(silos[1]);
        _cluster.Health.Delay = TimeSpan.FromSeconds(30);
        var monitor = silos[0].MonitorOf(silos[1]);

        await ProbeAsync(monitor, 5);

        Assert.Equal(0, monitor.MissedProbes);
        Assert.Equal(SiloStatus.Active, silos[0].StatusOf(silos[1]));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public async Task Probe_OtherMessagesArrive_CountAsAnswerIfAllowed(bool allowed, int missed)
    {
        _cluster.Options.EnableConnectionLivenessCheck = allowed;
        var silos = await _cluster.JoinManyAsync(2);
        _cluster.Network.Frozen.Add(silos[1]);
        silos[0].Prober.HearsOfEverybody = true;
        var monitor = silos[0].MonitorOf(silos[1]);

        await ProbeAsync(monitor, 2);

        Assert.Equal(missed, monitor.MissedProbes);
    }

    [Fact]
    public async Task Probe_NobodyAnswers_VotesOnlyOnceTheOthersAreStale()
    {
        var silos = await _cluster.JoinManyAsync(3);
        _cluster.Network.Frozen.UnionWith([silos[1], silos[2]]);
        silos[0].Monitor.Update();
        for (var i = 0; i < 4; i++)
        {
            foreach (var monitor in silos[0].Monitor.Monitors)
            {
                await ProbeAsync(monitor, 1);
            }
        }

        Assert.All(silos[0].Membership.Rows.Values, row => Assert.Empty(row.SuspectTimes ?? []));
        Assert.Contains(silos[0].Log.Entries, entry => entry.Text.Contains("cut off"));

        _cluster.Clock.Advance(TimeSpan.FromSeconds(91));
        await silos[0].Membership.RefreshAsync();
        foreach (var monitor in silos[0].Monitor.Monitors)
        {
            await ProbeAsync(monitor, 1);
        }

        Assert.Equal([SiloStatus.Dead, SiloStatus.Dead], silos[1..].Select(silos[0].StatusOf));
    }

    [Fact]
    public async Task Probe_TwoOfThreeProcessesEnded_TheLastOneDeclaresBothDeadAtOnce()
    {
        var silos = await _cluster.JoinManyAsync(3);
        _cluster.Network.Killed.UnionWith([silos[1], silos[2]]);
        silos[0].Monitor.Update();

        for (var i = 0; i < 4; i++)
        {
            foreach (var monitor in silos[0].Monitor.Monitors.ToArray())
            {
                await monitor.ProbeAsync();
            }
        }

        Assert.Equal([SiloStatus.Dead, SiloStatus.Dead], silos[1..].Select(silos[0].StatusOf));
    }

    [Fact]
    public async Task Probe_JoiningSiloIsRefusedByAll_EvictsNobody()
    {
        var silos = await _cluster.JoinManyAsync(3);
        var joining = await _cluster.JoinAsync(SiloStatus.Joining);

        var dead = await joining.SuspectAsync(silos[0], null, silos);

        Assert.False(dead);
        Assert.Equal(SiloStatus.Active, joining.StatusOf(silos[0]));
    }

    [Fact]
    public async Task Run_ConnectionIsLost_ProbesWithoutWaitingForThePeriod()
    {
        var silos = await _cluster.JoinManyAsync(2);
        var monitor = silos[0].MonitorOf(silos[1]);
        monitor.Start();
        _cluster.Network.Killed.Add(silos[1]);

        silos[0].Prober.LoseConnection(silos[1].SiloAddress);

        await Wait.UntilAsync(() => monitor.MissedProbes == 1, "a probe although the clock stands still");
    }

    private async Task ProbeAsync(Orleans.Runtime.Membership.SiloMonitor monitor, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var probe = monitor.ProbeAsync();
            await _cluster.AdvanceUntilAsync(probe, Step);
            await probe;
        }
    }
}
