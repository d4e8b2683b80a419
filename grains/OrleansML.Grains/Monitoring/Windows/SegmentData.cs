using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a segment holds of one or several windows together.</summary>
/// <param name="Window">What was given and said.</param>
/// <param name="Performance">What labels say; null: none came.</param>
/// <param name="Segments">Of the whole: the segments that there are, in ordinal order.</param>
internal sealed record SegmentData(SegmentWindow Window, PerformanceWindow? Performance, IReadOnlyList<string> Segments)
{
    /// <summary>Windows as one. Labels whose task or classes are not those of the last window are left out.</summary>
    /// <param name="windows">Oldest first.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: one is damaged.</exception>
    public static SegmentData Of(IReadOnlyList<MonitorWindow> windows)
    {
        try
        {
            var together = new SegmentWindow();
            PerformanceWindow? performance = null;
            foreach (var window in windows)
            {
                if (window.Window is { } counted)
                    together.Merge(SegmentWindow.ReadFrom(counted));
            }

            foreach (var said in windows.Reverse().Select(static window => window.Performance).OfType<byte[]>().Select(static bytes => PerformanceWindow.ReadFrom(bytes)))
            {
                if (performance is null)
                    performance = said;
                else if (performance.CanMerge(said))
                    performance.Merge(said);
            }

            return new SegmentData(together, performance, [.. windows.SelectMany(static window => window.Segments).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }
        catch (InvalidDataException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"A window of the monitor cannot be read: {exception.Message}", exception);
        }
    }
}
