using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>One picture of the timeline.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Value">Its number of a window; null where that cannot be said.</param>
/// <param name="Text">A number with its unit.</param>
/// <param name="Column">The column that it is of; null where it is of none.</param>
internal sealed record ReportLine(string Name, Func<MonitorPoint, double?> Value, Func<double, string> Text, Func<MonitorPoint, string?>? Column = null);
