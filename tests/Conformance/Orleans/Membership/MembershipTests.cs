using System.Net;
using System.Net.Sockets;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Membership;

/// <summary>What applications and operators see of the membership: silos over TCP, with a table that the test holds in its hands.</summary>
public sealed class MembershipTests : IAsyncLifetime
{
    private readonly SharedTable _table = new();
    private readonly List<TcpSilo> _silos = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var silo in Enumerable.Reverse(_silos))
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task Probe_EndpointRefusesConnections_SiloIsDeadForAllByTwoVotes()
    {
        await StartAsync(3);
        var killed = _table.AddActive(new IPEndPoint(IPAddress.Loopback, LoopbackPorts.Take(1)[0]));

        await UntilDeadForAllAsync(killed);

        Assert.InRange(_table.Read(killed).SuspectTimes!.Select(vote => vote.Item1).Distinct().Count(), 2, 3);
    }

    [Fact]
    public async Task Probe_ConnectionIsAcceptedButNothingIsAnswered_SiloIsDeadForAll()
    {
        using var frozen = new TcpListener(IPAddress.Loopback, 0);
        frozen.Start();
        await StartAsync(3);
        var silo = _table.AddActive((IPEndPoint)frozen.LocalEndpoint);

        await UntilDeadForAllAsync(silo);
    }

    [Fact]
    public async Task Refresh_OwnRowIsDead_EndsWithAFatalError()
    {
        await StartAsync(2);

        _table.Kill(_silos[0].Address);

        await Wait.UntilAsync(() => _silos[0].FatalError is not null, "the fatal error of the silo that was declared dead");
        Assert.Null(_silos[1].FatalError);
        await Wait.UntilAsync(() => _silos[1].StatusOf(_silos[0].Address) == SiloStatus.Dead, "the other silo to see it dead");
    }

    [Fact]
    public async Task Call_TableIsOutOfReach_IsAnsweredAndNobodyIsEvicted()
    {
        await StartAsync(2);

        // Who has heard of a newer version than it has read must read that first.
        await UntilAllAreActiveAsync();
        _silos.ForEach(silo => silo.Table.IsCut = true);
        var reads = _silos[0].Table.Reads;

        for (var i = 0; _silos[0].Table.Reads < reads + 3; i++)
        {
            foreach (var silo in _silos)
            {
                await Wait.ForAsync(silo.Grains.GetGrain<IRandomPlacedGrain>($"outage-{i % 20}").GetSilo());
            }

            await Task.Delay(10);
        }

        Assert.All(_silos, silo => Assert.All(_silos, other => Assert.Equal(SiloStatus.Active, silo.StatusOf(other.Address))));
        Assert.All(_silos, silo => Assert.Null(silo.FatalError));
        _silos.ForEach(silo => silo.Table.IsCut = false);
        await StartAsync(1);
        await UntilAllAreActiveAsync();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Probe_ClockOfOneSiloIsWrong_NobodyIsEvicted(int minutes)
    {
        await StartAsync(2);
        _silos.Add(await TcpSilo.StartAsync(_table, "wrong clock", TimeSpan.FromMinutes(minutes)));
        var reads = _silos.ConvertAll(silo => silo.Table.Reads);

        await Wait.UntilAsync(() => _silos.Zip(reads).All(pair => pair.First.Table.Reads >= pair.Second + 6), "six reads of the table by every silo");

        Assert.All(_silos, silo => Assert.All(_silos, other => Assert.Equal(SiloStatus.Active, silo.StatusOf(other.Address))));
    }

    [Fact]
    public async Task Start_AnActiveSiloCannotBeReached_FailsAndNamesIt()
    {
        var stranger = _table.AddActive(new IPEndPoint(IPAddress.Loopback, LoopbackPorts.Take(1)[0]));

        var exception = await Assert.ThrowsAnyAsync<Exception>(
            () => TcpSilo.StartAsync(_table, configure: options => options.MaxJoinAttemptTime = TimeSpan.FromSeconds(2)));

        Assert.Contains("OrleansClusterConnectivityCheckFailedException", exception.ToString());
        Assert.Contains(stranger.ToString(), exception.ToString());
    }

    private Task UntilAllAreActiveAsync() => Wait.UntilAsync(
        () => _silos.TrueForAll(silo => _silos.TrueForAll(other => silo.StatusOf(other.Address) == SiloStatus.Active)), "everybody knows that all are active");

    private async Task StartAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _silos.Add(await TcpSilo.StartAsync(_table));
        }
    }

    private Task UntilDeadForAllAsync(SiloAddress dead) =>
        Wait.UntilAsync(() => _silos.TrueForAll(silo => silo.StatusOf(dead) == SiloStatus.Dead), $"{dead} dead for all silos");
}
