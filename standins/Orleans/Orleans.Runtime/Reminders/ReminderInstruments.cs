using System.Diagnostics.Metrics;

namespace Orleans.Runtime.Reminders;

/// <summary>The instruments of reminders.</summary>
internal sealed class ReminderInstruments(OrleansInstruments instruments)
{
    private readonly Counter<int> _ticks = instruments.Meter.CreateCounter<int>("orleans-reminders-ticks-delivered");
    private readonly Histogram<double> _tardiness = instruments.Meter.CreateHistogram<double>("orleans-reminders-tardiness", "seconds");

    /// <summary>Publishes the number of reminders that this silo runs.</summary>
    public void ObserveActive(Func<int> count) => instruments.Meter.CreateObservableGauge("orleans-reminders-active", count);

    /// <summary>Counts a delivered tick.</summary>
    public void OnTick(TimeSpan tardiness)
    {
        _ticks.Add(1);
        _tardiness.Record(Math.Max(0, tardiness.TotalSeconds));
    }
}
