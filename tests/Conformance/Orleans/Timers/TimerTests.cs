using System.Diagnostics;

namespace OrleansML.Conformance.Timers;

[Collection(SiloTests.Name)]
public sealed class TimerTests(SiloFixture fixture)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    [Fact]
    public async Task Timer_Period_TicksAgainAndAgainOnTheGrainsScheduler()
    {
        var grain = Grain("ticking");
        var watch = Stopwatch.StartNew();
        await grain.Start(Soon, Soon);

        await UntilTicksAsync("ticking", 5);

        Assert.True(watch.Elapsed >= 4 * Soon, $"Five ticks took {watch.Elapsed}.");
        Assert.DoesNotContain("bad tick", Journal.Read("ticking"));
        await grain.Stop();
    }

    [Fact]
    public async Task Timer_NoPeriod_TicksOnce()
    {
        var grain = Grain("once");
        await grain.Start(TimeSpan.Zero, Never);
        await UntilTicksAsync("once", 1);
        var other = Grain("beside-once");
        await other.Start(Soon, Soon);

        await UntilTicksAsync("beside-once", 5);

        Assert.Equal(["tick"], Journal.Read("once"));
        await other.Stop();
    }

    [Fact]
    public async Task Change_NewDueTime_TicksThen()
    {
        var grain = Grain("changed");
        await grain.Start(Never, Never);

        await grain.Change(Soon, Soon);

        await UntilTicksAsync("changed", 2);
        await grain.Stop();
    }

    [Fact]
    public async Task Change_InATickThatLastsLongerThanTheNewDueTime_TicksAfterwards()
    {
        const string Key = "changed-in-a-tick";
        var grain = Grain(Key);
        await grain.StartAndChangeInEachTick(Soon);
        await UntilTicksAsync(Key, 1);
        var other = Grain("beside-changed-in-a-tick");
        await other.Start(Soon, Soon);
        await UntilTicksAsync("beside-changed-in-a-tick", 5);
        Gate.Open(Key);
        await UntilTicksAsync(Key, 2);
        await grain.Stop();
        await other.Stop();
    }

    [Fact]
    public async Task Change_ToInfinite_StopsTicking()
    {
        var grain = Grain("stopped-by-change");
        await grain.Start(Soon, Soon);
        await UntilTicksAsync("stopped-by-change", 2);

        await grain.Change(Never, Never);

        // A tick that was due at that moment has its turn before this call.
        await grain.GetActivation();

        await AssertNoMoreTicksAsync("stopped-by-change");
    }

    [Fact]
    public async Task Dispose_Ticking_StopsTicking()
    {
        var grain = Grain("stopped-by-dispose");
        await grain.Start(Soon, Soon);
        await UntilTicksAsync("stopped-by-dispose", 2);

        await grain.Stop();

        await AssertNoMoreTicksAsync("stopped-by-dispose");
    }

    [Fact]
    public async Task Deactivate_Ticking_StopsTicking()
    {
        var grain = Grain("stopped-by-deactivation");
        await grain.Start(Soon, Soon);
        await UntilTicksAsync("stopped-by-deactivation", 2);

        await grain.Deactivate();
        await Journal.UntilAsync("stopped-by-deactivation", "deactivate ApplicationRequested");

        await AssertNoMoreTicksAsync("stopped-by-deactivation");
    }

    [Fact]
    public async Task Tick_Throws_TheNextTickComesAllTheSame()
    {
        var grain = Grain("failing-ticks");
        await grain.Start(Soon, Soon, fails: true);

        await UntilTicksAsync("failing-ticks", 3);

        await grain.Stop();
    }

    [Fact]
    public async Task Tick_CallIsInsideAndInterleaveIsOff_Waits()
    {
        const string Key = "waiting-tick";
        var grain = Grain(Key);
        await grain.Start(Soon, Soon);
        var hold = grain.Hold();
        await Journal.UntilAsync(Key, "hold");
        var before = Ticks(Key);
        var other = Grain("beside-waiting-tick");
        await other.Start(Soon, Soon);

        await UntilTicksAsync("beside-waiting-tick", 5);

        Assert.Equal(before, Ticks(Key));
        Gate.Open(Key);
        await Wait.ForAsync(hold);
        await UntilTicksAsync(Key, before + 1);
        await grain.Stop();
        await other.Stop();
    }

    [Fact]
    public async Task Tick_CallIsInsideAndInterleaveIsOn_Interleaves()
    {
        const string Key = "interleaving-tick";
        var grain = Grain(Key);
        await grain.Start(Soon, Soon, interleave: true);
        var hold = grain.Hold();
        await Journal.UntilAsync(Key, "hold");

        await UntilTicksAsync(Key, Ticks(Key) + 2);

        Assert.DoesNotContain("released", Journal.Read(Key));
        Gate.Open(Key);
        await Wait.ForAsync(hold);
        await grain.Stop();
    }

    [Fact]
    public async Task Timer_OnlyWithKeepAlive_KeepsTheGrainFromBeingCollected()
    {
        await using var cluster = await TcpCluster.StartAsync(static silo => silo.Configure<Orleans.Configuration.GrainCollectionOptions>(options =>
        {
            // Longer than a busy machine holds up the timer.
            options.CollectionAge = TimeSpan.FromSeconds(6);
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
        }));
        var kept = cluster.Client.GetGrain<ITimerGrain>("timer-keeps-alive");
        var collected = cluster.Client.GetGrain<ITimerGrain>("timer-does-not-keep-alive");
        await kept.Start(Soon, Soon, keepAlive: true);
        await collected.Start(Soon, Soon, keepAlive: false);
        var before = await kept.GetActivation();

        await Journal.UntilAsync("timer-does-not-keep-alive", "deactivate ActivationIdle");

        Assert.Equal(before, await kept.GetActivation());
    }

    private static int Ticks(string key) => Journal.Read(key).Count(entry => entry == "tick");

    private static Task UntilTicksAsync(string key, int count) => Wait.UntilAsync(() => Ticks(key) >= count, $"{count} ticks of '{key}'");

    private ITimerGrain Grain(string key) => fixture.Client.GetGrain<ITimerGrain>(key);

    /// <summary>A timer of another grain shows that time for several ticks has passed.</summary>
    private async Task AssertNoMoreTicksAsync(string key)
    {
        var before = Ticks(key);
        var other = Grain($"beside-{key}");
        await other.Start(Soon, Soon);
        await UntilTicksAsync($"beside-{key}", 5);
        await other.Stop();
        Assert.Equal(before, Ticks(key));
    }
}
