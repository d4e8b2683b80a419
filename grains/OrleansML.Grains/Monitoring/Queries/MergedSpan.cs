using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a segment holds of one or several windows, such that it can be kept, read by several and merged with others. Immutable.</summary>
/// <param name="Window">What was given and said. Nobody adds to it.</param>
/// <param name="Performance">What labels say: the newest first, and of each task and classes one.</param>
/// <param name="Segments">Of the whole: the segments that there are.</param>
internal sealed record MergedSpan(SegmentWindow Window, IReadOnlyList<byte[]> Performance, IReadOnlyList<string> Segments)
{
    /// <summary>What a window holds.</summary>
    /// <param name="window">As it is stored.</param>
    /// <param name="like">Shares the shapes of its columns.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static MergedSpan Of(MonitorWindow window, SegmentWindow? like) => new(
        window.Window is { } counted ? SegmentWindow.ReadFrom(counted, like) : new SegmentWindow(),
        window.Performance is { } performance ? [performance] : [],
        window.Segments);

    /// <summary>Several as one; takes all cores.</summary>
    /// <param name="spans">Oldest first.</param>
    /// <exception cref="InvalidDataException">One is damaged.</exception>
    public static MergedSpan Of(IReadOnlyList<MergedSpan> spans)
    {
        var performance = new List<PerformanceWindow>();
        foreach (var said in spans.Reverse().SelectMany(static span => span.Performance).Select(static bytes => PerformanceWindow.ReadFrom(bytes)))
        {
            if (performance.Find(known => known.CanMerge(said)) is { } alike)
                alike.Merge(said);
            else
                performance.Add(said);
        }

        return new MergedSpan(
            SegmentWindow.Together([.. spans.Select(static span => span.Window)]),
            [.. performance.Select(static said => said.ToArray())],
            [.. spans.SelectMany(static span => span.Segments).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>As reports are made of it: with the labels of the task that the newest have.</summary>
    public SegmentData ToData() => new(Window, Performance.Count == 0 ? null : PerformanceWindow.ReadFrom(Performance[0]), Segments);
}
