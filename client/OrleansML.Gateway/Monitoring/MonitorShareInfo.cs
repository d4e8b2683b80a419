using OrleansML.Gateway.Api;
using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>A column or segment with its share in a change. Numbers that are not finite are left out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its number.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Share">Its share, 0 to 1.</param>
public sealed record MonitorShareInfo(string Name, double? Value, long Rows, double? Share)
{
    /// <summary>Converts what the cluster says.</summary>
    public static MonitorShareInfo From(MonitorShare share) => new(share.Name, FiniteNumber.Of(share.Value), share.Rows, FiniteNumber.Of(share.Share));
}
