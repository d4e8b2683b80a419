namespace OrleansML.Conformance.Timers;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private readonly TaskScheduler _scheduler = TaskScheduler.Current;
    private IGrainTimer? _timer;
    private int _ticksAtOnce;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(Key, $"deactivate {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive, bool fails)
    {
        _timer = this.RegisterGrainTimer(
            TickAsync,
            fails,
            new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartAndChangeInEachTick(TimeSpan dueTime)
    {
        _timer = this.RegisterGrainTimer(ChangeAsync, dueTime, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Hold()
    {
        Journal.Write(Key, "hold");
        await Gate.PassAsync(Key);
        Journal.Write(Key, "released");
    }

    public Task<string[]> Probe() => Task.FromResult(Journal.Read(Key));

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task ChangeAsync(TimeSpan dueTime, CancellationToken cancellationToken)
    {
        _timer!.Change(dueTime, Timeout.InfiniteTimeSpan);
        Journal.Write(Key, "tick");
        await Gate.PassAsync(Key);
    }

    private async Task TickAsync(bool fails, CancellationToken cancellationToken)
    {
        var ticksAtOnce = ++_ticksAtOnce;
        await Task.Yield();
        Journal.Write(Key, ticksAtOnce == 1 && TaskScheduler.Current == _scheduler && cancellationToken.CanBeCanceled ? "tick" : "bad tick");
        _ticksAtOnce--;
        if (fails)
        {
            throw new InvalidOperationException("the tick fails");
        }
    }
}
