using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Scheduling;

/// <summary>The scheduling settings of a silo, and the place where turns that run too long are reported.</summary>
internal sealed class SchedulingMonitor
{
    private readonly ILogger<SchedulingMonitor> _logger;
    private readonly RuntimeInstruments _instruments;
    private readonly long _warningTicks;

    public SchedulingMonitor(IOptions<SchedulingOptions> options, RuntimeInstruments instruments, ILogger<SchedulingMonitor> logger)
    {
        _logger = logger;
        _instruments = instruments;
        QuantumTicks = (long)(options.Value.ActivationSchedulingQuantum.TotalSeconds * Stopwatch.Frequency);
        var warning = options.Value.TurnWarningLengthThreshold;
        _warningTicks = warning > TimeSpan.Zero ? (long)(warning.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
    }

    /// <summary>Gets how long one activation may keep a thread, in stopwatch ticks.</summary>
    public long QuantumTicks { get; }

    /// <summary>Reports a turn that ran longer than the warning threshold.</summary>
    public void OnTurnCompleted(IGrainContext context, object item, long elapsedTicks)
    {
        if (elapsedTicks <= _warningTicks)
        {
            return;
        }

        _instruments.LongRunningTurns.Add(1);
        SchedulingLog.LongTurn(_logger, context, Stopwatch.GetElapsedTime(0, elapsedTicks), item);
    }
}
