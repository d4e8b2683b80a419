using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Observability;

/// <summary>Checks again and again that the process runs on time: a check that starts late means that the thread pool or the machine is overloaded.</summary>
internal sealed class Watchdog(OrleansInstruments instruments, ILogger<Watchdog> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private readonly Counter<int> _checks = instruments.Meter.CreateCounter<int>("orleans-watchdog-health-checks");
    private readonly Counter<int> _failed = instruments.Meter.CreateCounter<int>("orleans-watchdog-health-checks-failed");
    private readonly CancellationTokenSource _stopped = new();
    private Task _loop = Task.CompletedTask;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe("watchdog", ServiceLifecycleStage.Active, Start, StopAsync);

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    private Task Start(CancellationToken cancellationToken)
    {
        _loop = RunAsync();
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period);
        var last = Stopwatch.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token).ConfigureAwait(false))
            {
                var late = Stopwatch.GetElapsedTime(last) - Period;
                last = Stopwatch.GetTimestamp();
                _checks.Add(1);
                if (late > Tolerance)
                {
                    _failed.Add(1);
                    Scheduling.SchedulingLog.Late(logger, late);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }
}
