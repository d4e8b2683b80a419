using Microsoft.Extensions.Options;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;

namespace OrleansML.Conformance.Membership;

/// <summary>What a silo may do after it stood still, before it knows whether it was declared dead meanwhile.</summary>
public sealed class StallGuardTests
{
    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(1);
    private readonly FakeCluster _cluster = new();

    [Fact]
    public async Task TryHold_NothingStoodStill_HoldsNothing()
    {
        var guard = CreateGuard(await _cluster.JoinAsync());

        Assert.False(guard.TryHold(static () => { }));
        Assert.False(guard.TryHold(new Message(), static _ => { }));
        Assert.True(guard.PassAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task TryHold_SiloStoodStill_AllIsHeldUntilTheTableWasReadAndThenRunsInOrder()
    {
        var silos = await _cluster.JoinManyAsync(2);
        var guard = CreateGuard(silos[0]);
        var order = new List<string>();
        silos[0].Table.IsSlow = true;

        Stop();

        Assert.True(guard.TryHold(() => order.Add("timer")));
        Assert.True(guard.TryHold(new Message(), _ => order.Add("request")));
        Assert.False(guard.TryHold(new Message { IsSystem = true }, static _ => { }));
        var reminder = guard.PassAsync(CancellationToken.None);
        Assert.False(reminder.IsCompleted);
        Assert.Empty(order);
        silos[0].Table.Answer();
        await Wait.ForAsync(reminder);
        Assert.Equal(["timer", "request"], order);
        await Wait.UntilAsync(() => !guard.TryHold(static () => { }), "the end of the guard's work");
    }

    [Fact]
    public async Task TryHold_SiloWasDeclaredDeadMeanwhile_NothingRunsAnyMore()
    {
        var silos = await _cluster.JoinManyAsync(2);
        var guard = CreateGuard(silos[0]);
        var ran = new List<string>();
        using var disposed = new CancellationTokenSource();
        await silos[1].Membership.TryKill(silos[0].SiloAddress);

        Stop();

        Assert.True(guard.TryHold(() => ran.Add("timer")));
        Assert.True(guard.TryHold(new Message(), _ => ran.Add("request")));
        var reminder = guard.PassAsync(disposed.Token);
        await Wait.UntilAsync(() => silos[0].Death is not null, "the silo to read that it is dead");
        Assert.True(guard.TryHold(() => ran.Add("later timer")));
        await disposed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reminder);
        Assert.Empty(ran);
    }

    [Fact]
    public async Task TryHold_TableIsOutOfReachAfterTheStall_WorkGoesOn()
    {
        var silos = await _cluster.JoinManyAsync(2);
        var guard = CreateGuard(silos[0]);
        silos[0].Table.IsCut = true;

        Stop();

        await Wait.ForAsync(guard.PassAsync(CancellationToken.None));
        Assert.Null(silos[0].Death);
    }

    private StallGuard CreateGuard(FakeSilo silo)
    {
        _cluster.Health.IsRunning = true;
        _cluster.Health.LastBeat = long.MaxValue / 2;
        return new StallGuard(silo.Membership, _cluster.Health, silo.Clock, Options.Create(_cluster.Options), silo.Log.Of<StallGuard>());
    }

    private void Stop() => _cluster.Health.Resume(Stall);
}
