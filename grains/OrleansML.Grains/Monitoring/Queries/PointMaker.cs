using System.IO.Hashing;
using System.Text;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Makes points of a time line, each of a window and a baseline.</summary>
internal sealed record PointMaker(QueryBaseline Baseline)
{
    /// <summary>What a point takes in memory, roughly.</summary>
    public const int PointBytes = 500;

    /// <summary>Stands for the point of a window; null where what the baseline is made of is not known, and points cannot be kept.</summary>
    public UInt128? KeyOf(UInt128 window) =>
        Baseline.Key is { } key ? XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"{window:x32} {key}")) : null;

    public MonitorPoint Of(MonitorKey key, MergedSpan window) => MonitorReports.PointOf(key, window.ToData(), Baseline);
}
