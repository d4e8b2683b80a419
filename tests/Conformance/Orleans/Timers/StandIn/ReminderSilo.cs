using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Reminders;
using OrleansML.Conformance.Membership;

namespace OrleansML.Conformance.Timers;

/// <summary>The reminders of one silo of a <see cref="FakeCluster"/>, over a table and a clock that the test shares between silos.</summary>
internal sealed class ReminderSilo : ISiloLifecycle, IAsyncDisposable
{
    private readonly ReminderService _service;
    private readonly ReminderOwners _owners;
    private readonly TickRecorder _recorder;
    private ILifecycleObserver? _observer;

    public ReminderSilo(FakeCluster cluster, FakeSilo silo, IReminderTable table)
    {
        Silo = silo;
        Health = new FakeHealth { IsRunning = true, LastBeat = long.MaxValue / 2 };
        _owners = new ReminderOwners(silo.Membership, silo);
        var services = new ServiceCollection().AddSingleton<TimeProvider>(cluster.Clock).AddMetrics().BuildServiceProvider();
        var membership = Options.Create(cluster.Options);
        _service = new ReminderService(
            table,
            _owners,
            TickRecorder.Create(out _recorder),
            Options.Create(new ReminderOptions()),
            membership,
            new ReminderInstruments(new OrleansInstruments(services.GetRequiredService<IMeterFactory>())),
            new ReminderClock(services),
            new StallGuard(silo.Membership, Health, silo.Clock, membership, silo.Log.Of<StallGuard>()),
            silo.Log.Of<ReminderService>());
        _service.Participate(this);
    }

    public FakeSilo Silo { get; }

    public FakeHealth Health { get; }

    public string[] Ticks => _recorder.Read();

    public int HighestCompletedStage => int.MinValue;

    public int LowestStoppedStage => int.MaxValue;

    public bool Owns(GrainId grain) => _owners.IsLocal(grain);

    public Task StartAsync() => _observer!.OnStart(CancellationToken.None);

    /// <summary>Ends the reminders; the other silos are not told.</summary>
    public Task EndAsync() => _observer!.OnStop(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _service.Dispose();
    }

    public Task RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period) =>
        _service.RegisterOrUpdate(grain, name, dueTime, period).AsTask();

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _observer = observer;
        return new CancellationTokenSource();
    }
}
