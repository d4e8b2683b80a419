using OrleansML.Conformance.Membership;

namespace OrleansML.Conformance.Timers;

/// <summary>Reminders whose silo dies or stands still, under controlled time.</summary>
public sealed class ReminderTakeoverTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly FakeCluster _cluster = new();
    private readonly FakeReminderTable _table = new();
    private ReminderSilo[] _silos = [];
    private DateTimeOffset _start;

    public async Task InitializeAsync()
    {
        _start = _cluster.Clock.GetUtcNow();
        var silos = await _cluster.JoinManyAsync(2);
        _silos = [.. silos.Select(silo => new ReminderSilo(_cluster, silo, _table))];
        foreach (var silo in _silos)
        {
            await silo.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task Tick_WasDueBetweenTheDeathOfItsSiloAndTheTakeover_IsDeliveredOnceByTheOther()
    {
        var (survivor, victim) = (_silos[0], _silos[1]);
        await victim.RegisterAsync(OwnedBy(victim), "delivered", TimeSpan.FromMinutes(1), Hour);
        await victim.RegisterAsync(OwnedBy(victim), "due in the gap", TimeSpan.FromMinutes(3), Hour);
        await AdvanceUntilAsync(() => victim.Ticks.Length == 1, "the tick before the death");
        await victim.EndAsync();
        _cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(survivor.Ticks);

        await survivor.Silo.Membership.TryKill(victim.Silo.SiloAddress);

        await AdvanceUntilAsync(() => survivor.Ticks.Length > 0, "the tick that was due in the gap");
        Assert.Equal(["due in the gap"], survivor.Ticks);
        Assert.Equal(["delivered"], victim.Ticks);
        await _cluster.StepAsync(TimeSpan.FromMinutes(30));
        Assert.Single(survivor.Ticks);

        // From then on at the times that were agreed upon.
        await AdvanceToAsync(TimeSpan.FromMinutes(62), () => survivor.Ticks.Length > 1, "the first tick of the next hour");
        Assert.Equal(["due in the gap", "delivered"], survivor.Ticks);
        await AdvanceToAsync(TimeSpan.FromMinutes(64), () => survivor.Ticks.Length > 2, "the second tick of the next hour");
        Assert.Equal(["due in the gap", "delivered", "due in the gap"], survivor.Ticks);
    }

    [Fact]
    public async Task Tick_SiloStoodStillAndWasDeclaredDead_IsDeliveredByTheOtherOnly()
    {
        var (survivor, victim) = (_silos[0], _silos[1]);
        await victim.RegisterAsync(OwnedBy(victim), "overdue", TimeSpan.FromMinutes(1), Hour);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(59));
        await survivor.Silo.Membership.TryKill(victim.Silo.SiloAddress);
        victim.Silo.Table.IsSlow = true;

        victim.Health.Resume(TimeSpan.FromMinutes(1));

        // Little time: a table that does not answer for long is taken to be out of order, and then the silo goes on.
        await AdvanceUntilAsync(() => survivor.Ticks.Length > 0, "the tick on the silo that took over", TimeSpan.FromMilliseconds(20));
        Assert.Empty(victim.Ticks);
        victim.Silo.Table.Answer();
        await Wait.UntilAsync(() => victim.Silo.Death is not null, "the silo to read that it is dead");
        Assert.Equal(["overdue"], survivor.Ticks);
        Assert.Empty(victim.Ticks);
    }

    private static GrainId OwnedBy(ReminderSilo silo) => Enumerable.Range(0, 1_000)
        .Select(static number => GrainId.Create("reminded", $"grain-{number}")).First(silo.Owns);

    private async Task AdvanceToAsync(TimeSpan sinceTheStart, Func<bool> condition, string expectation)
    {
        while (_cluster.Clock.GetUtcNow() < _start + sinceTheStart)
        {
            await _cluster.StepAsync(TimeSpan.FromMinutes(1));
        }

        await Wait.UntilAsync(condition, expectation);
    }

    private Task AdvanceUntilAsync(Func<bool> condition, string expectation, TimeSpan? step = null) => Wait.UntilAsync(
        () =>
        {
            _cluster.Clock.Advance(step ?? TimeSpan.FromSeconds(1));
            return condition();
        },
        expectation);
}
