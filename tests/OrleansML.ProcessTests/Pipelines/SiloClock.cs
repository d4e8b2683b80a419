using System.Globalization;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>
/// The clock of silos that are started under it, so that an outage of minutes takes seconds. It is put forward while none of them runs: to those that start
/// then, the time between has passed.
/// </summary>
internal sealed class SiloClock
{
    private TimeSpan _ahead;

    /// <summary>What silos take for the time.</summary>
    public DateTimeOffset Now => DateTimeOffset.UtcNow + _ahead;

    /// <summary>Lets time pass for whoever starts from now on.</summary>
    public void Pass(TimeSpan time) => _ahead += time;

    /// <summary>The environment in which a process has this clock. What timers use is left as it is.</summary>
    public IReadOnlyDictionary<string, string> ToEnvironment() => ShiftedClock.Environment(string.Create(CultureInfo.InvariantCulture, $"+{_ahead.TotalSeconds:F0}"));
}
