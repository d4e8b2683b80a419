namespace OrleansML.Conformance.Timers;

[Collection(SiloTests.Name)]
public sealed class ReminderTests(SiloFixture fixture)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Register_Due_TicksAgainAndAgain()
    {
        var grain = Grain("reminded");
        await grain.Register("nightly", TimeSpan.Zero, Period);

        await Wait.UntilAsync(() => Journal.Read("reminded").Length >= 2, "two ticks");

        Assert.All(Journal.Read("reminded"), tick => Assert.Equal("nightly every 200 ms", tick));
        await grain.Unregister("nightly");
    }

    [Fact]
    public async Task Tick_GrainIsDeactivated_ActivatesIt()
    {
        var grain = Grain("reactivated-by-reminder");
        var before = await grain.GetActivation();
        await grain.Register("wake", TimeSpan.FromMilliseconds(500), Period);

        await grain.Deactivate();
        await Journal.UntilAsync("reactivated-by-reminder", "wake every 200 ms");

        Assert.NotEqual(before, await grain.GetActivation());
        await grain.Unregister("wake");
    }

    [Fact]
    public async Task Unregister_Ticking_EndsTheTicks()
    {
        var grain = Grain("unregistered");
        await grain.Register("gone", TimeSpan.Zero, Period);
        await Wait.UntilAsync(() => Journal.Read("unregistered").Length >= 1, "a tick");

        await grain.Unregister("gone");
        var before = Journal.Read("unregistered").Length;
        var other = Grain("beside-unregistered");
        await other.Register("stays", TimeSpan.Zero, Period);
        await Wait.UntilAsync(() => Journal.Read("beside-unregistered").Length >= 4, "four ticks of another grain");
        await other.Unregister("stays");

        // A tick that was on its way when the reminder was unregistered may still arrive.
        Assert.InRange(Journal.Read("unregistered").Length, before, before + 1);
        Assert.Null(await grain.Find("gone"));
    }

    [Fact]
    public async Task GetReminders_SeveralRegistered_GivesThemAll()
    {
        var grain = Grain("several");
        await grain.Register("b", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await grain.Register("a", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await grain.Register("a", TimeSpan.FromHours(2), TimeSpan.FromHours(2));

        Assert.Equal(["a", "b"], await grain.List());
        Assert.Equal("a", await grain.Find("a"));
        Assert.Null(await grain.Find("c"));
        Assert.Empty(await Grain("none").List());
    }

    [Fact]
    public async Task Register_PeriodBelowTheMinimum_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Grain("too-often").Register("x", TimeSpan.Zero, TimeSpan.FromMilliseconds(99)));

    [Fact]
    public void MinimumReminderPeriod_NotConfigured_IsOneMinute() =>
        Assert.Equal(TimeSpan.FromMinutes(1), new ReminderOptions().MinimumReminderPeriod);

    private IReminderGrain Grain(string key) => fixture.Client.GetGrain<IReminderGrain>(key);
}
