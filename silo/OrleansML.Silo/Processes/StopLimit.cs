using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansML.Silo.Processes;

/// <summary>
/// Sees to it that a process which was told to stop ends: at once at the second SIGTERM or Ctrl-C, and some seconds after the time that an
/// orderly stop may take, for instance because a store that it needs for that does not answer.
/// </summary>
internal sealed class StopLimit(
    IHostApplicationLifetime lifetime, ProcessEnd process, IOptions<ProcessOptions> options, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // What shells report of a process that a signal ended.
    private const int BySignal = 128;
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly List<IDisposable> _registrations = [];
    private ITimer? _limit;
    private int _signals;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(lifetime.ApplicationStopping.Register(StartLimit));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => OnSignal("SIGTERM", Terminate)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => OnSignal("Ctrl-C", Interrupt)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _limit?.Dispose();
        foreach (var registration in _registrations)
            registration.Dispose();
        _registrations.Clear();
    }

    // The host itself acts on the first.
    private void OnSignal(string name, int number)
    {
        if (Interlocked.Increment(ref _signals) > 1)
            process.End(BySignal + number, $"A second {name} came; the process ends at once.");
    }

    private void StartLimit()
    {
        var limit = options.Value.StopTimeout + Grace;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"The process was told to stop and did not manage to within {limit.TotalSeconds:0} s ({ProcessOptions.Section}:"
            + $"{nameof(ProcessOptions.StopTimeout)}); it ends now. Grains that it held are activated elsewhere when they are called.");
        _limit = time.CreateTimer(_ => process.End(ProcessEnd.NotInTime, line), null, limit, Timeout.InfiniteTimeSpan);
    }
}
