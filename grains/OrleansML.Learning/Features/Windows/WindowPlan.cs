using System.IO.Hashing;
using System.Text;

namespace OrleansML.Learning.Features.Windows;

/// <summary>The windows of a view, worked out once and shared by the states of all its entities. Windows of one field and hop share their tiles.</summary>
public sealed class WindowPlan
{
    private WindowPlan(FeatureView view, TileLayout[] layouts, PlannedWindow[] windows)
    {
        Layouts = layouts;
        Windows = windows;
        Names = [.. view.Windows.Select(window => window.Name)];
        FieldNames = [.. view.Fields.Select(field => field.Name)];
        Lateness = Microseconds(view.Lateness);
        Longest = [.. layouts.Select((_, index) => windows.Where(window => window.Layout == index).Max(window => window.Length))];
        Fingerprint = (uint)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Join(';', layouts.AsEnumerable())));
    }

    /// <summary>Names of the windows in the order in which <see cref="WindowState.Read"/> counts them: that of <see cref="FeatureView.Windows"/>.</summary>
    public IReadOnlyList<string> Names { get; }

    internal TileLayout[] Layouts { get; }

    internal PlannedWindow[] Windows { get; }

    internal string[] FieldNames { get; }

    internal long Lateness { get; }

    /// <summary>For each layout the length of its longest window in microseconds.</summary>
    internal long[] Longest { get; }

    /// <summary>Tells states of other plans apart.</summary>
    internal uint Fingerprint { get; }

    /// <summary>Plans the windows of a view.</summary>
    public static WindowPlan Create(FeatureView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var layouts = new List<TileLayout>();
        var windows = new PlannedWindow[view.Windows.Count];
        var numbered = view.Windows.Index().ToArray();
        foreach (var group in numbered.GroupBy(entry => (entry.Item.Field, entry.Item.Hop, entry.Item.Precision)))
        {
            var (slot, field) = view.Fields.Index().First(entry => entry.Item.Name == group.Key.Field);
            var parts = group.Aggregate(TileParts.None, (all, entry) => all | PartsOf(entry.Item.Aggregate));
            foreach (var (index, window) in group)
                windows[index] = new PlannedWindow(layouts.Count, window.Aggregate, Microseconds(window.Length));
            layouts.Add(new TileLayout(slot, field.Name, field.Type, Microseconds(group.Key.Hop), parts, group.Key.Precision));
        }

        return new WindowPlan(view, [.. layouts], windows);
    }

    internal static TileParts PartsOf(WindowAggregate aggregate) => aggregate switch
    {
        WindowAggregate.Sum or WindowAggregate.Mean => TileParts.Sum,
        WindowAggregate.Min => TileParts.Minimum,
        WindowAggregate.Max => TileParts.Maximum,
        WindowAggregate.Std => TileParts.Moments,
        WindowAggregate.Last => TileParts.Last,
        WindowAggregate.Distinct => TileParts.Distinct,
        _ => TileParts.None,
    };

    /// <summary>The first tile that the longest window of a layout covers at a time.</summary>
    internal long FirstTile(int layout, FeatureTime time) => Layouts[layout].TileOf(new FeatureTime(time.Microseconds - Longest[layout]));

    private static long Microseconds(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
