using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>How rows of one layout are counted by one watch. Compared by reference.</summary>
internal sealed class CountPlan
{
    private const int Private = -2;

    private readonly int[][] _places;

    /// <param name="layout">The layout.</param>
    /// <param name="watch">What is kept apart.</param>
    /// <param name="shapes">How the columns of the version are shaped.</param>
    /// <param name="keepsPersonal">Whether personal values may be kept as they are.</param>
    public CountPlan(PredictionLayout layout, MonitorWatch watch, CountedShapes shapes, bool keepsPersonal)
    {
        var columns = layout.Columns;
        var isPrivate = columns.Select(column => IsPrivate(column.Privacy, keepsPersonal)).ToArray();
        Columns = [.. columns.Select((column, place) => shapes.Of(layout, place, isPrivate[place]))];
        _places = [.. watch.Segments.Select(segment => segment.Select(PlaceOf).ToArray())];
        Segments = [.. watch.Segments.Select((segment, index) => new CountedBy(segment, _places[index].Contains(Private)))];

        int PlaceOf(string column)
        {
            var place = IndexOf(columns, column) is >= 0 and var input ? input : IndexOf(columns, column + ".input");
            return place >= 0 && isPrivate[place] ? Private : place;
        }
    }

    /// <summary>A column for each of the layout.</summary>
    public CountedColumn[] Columns { get; }

    /// <summary>The columns, or crossed columns, by whose values segments are kept apart.</summary>
    public CountedBy[] Segments { get; }

    /// <summary>The text of each value that puts a row into a segment; what is not in the log is missing.</summary>
    public SegmentValues ValuesOf(int segment, ReadOnlySpan<FeatureValue> values, ValueTexts texts)
    {
        var places = _places[segment];
        return new SegmentValues(
            TextOf(places[0], values, texts),
            places.Length > 1 ? TextOf(places[1], values, texts) : null,
            places.Length > 2 ? TextOf(places[2], values, texts) : null);
    }

    private static string TextOf(int place, ReadOnlySpan<FeatureValue> values, ValueTexts texts) => place < 0 ? MonitorSegments.Missing : texts.Of(values[place]);

    private static bool IsPrivate(FeaturePrivacy privacy, bool keepsPersonal) => privacy switch
    {
        FeaturePrivacy.None => false,
        FeaturePrivacy.Pii => !keepsPersonal,
        _ => true,
    };

    private static int IndexOf(IReadOnlyList<LoggedColumn> columns, string name)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Name == name)
                return index;
        }

        return -1;
    }
}
