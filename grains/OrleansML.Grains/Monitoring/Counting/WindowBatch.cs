using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What was counted of one model until a time, on its way into the windows.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="CompleteUntil">Everything that this silo answered before is in this batch or an earlier one, but for versions that wait to be counted.</param>
/// <param name="Shipments">What is to be sent, in order.</param>
/// <param name="IsLast">Whether nothing follows for now.</param>
internal sealed record WindowBatch(string Model, DateTimeOffset CompleteUntil, IReadOnlyList<WindowShipment> Shipments, bool IsLast)
{
    /// <summary>The versions of which that holds.</summary>
    public IReadOnlyList<CountedVersion> Counted { get; init; } = [];

    /// <summary>The versions that wait.</summary>
    public MonitorWaiting[] Waiting { get; init; } = [];

    /// <summary>Windows that this silo sends something to for the first time. The monitor is told before: a silo may end between a window and the report.</summary>
    public MonitorWindowId[] Announced { get; set; } = [];

    /// <summary>What to count from now on, once all of it was sent; null: it is under way, or has to be sent again.</summary>
    public MonitorWatch? Answer { get; set; }
}
