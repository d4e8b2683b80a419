using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Data.Monitoring;

/// <summary>Reads the labelled rows of one version and window, and puts each with the whole and with its segments.</summary>
internal sealed class LabelledSegments
{
    private readonly Session _session;
    private readonly string _predictions;
    private readonly int _version;
    private readonly ComparedOutput _output;
    private readonly CancellationToken _cancellationToken;
    private readonly List<(string Expression, FeatureType Type)> _columns = [];
    private readonly List<(IReadOnlyList<string> Columns, int[] Places, HashSet<string> Kept)> _segments = [];

    public LabelledSegments(
        Session session,
        LabelledQuery query,
        string predictions,
        Dictionary<string, string> columns,
        int version,
        ComparedOutput output,
        SortedSet<string> reasons,
        CancellationToken cancellationToken)
    {
        (_session, _predictions, _version, _output, _cancellationToken) = (session, predictions, version, output, cancellationToken);
        foreach (var segment in query.Segments)
        {
            if (segment.FirstOrDefault(column => !columns.ContainsKey(column) && columns.ContainsKey(column + ".hash")) is { } hashed)
            {
                reasons.Add($"Labels by segment '{MonitorSegments.NameOf(segment)}' are left out, because the log keeps '{hashed}' as a hash.");
                continue;
            }

            int[] places = [.. segment.Select(column => PlaceOf(columns, column))];
            _segments.Add((segment, places, KeptOf(segment, places, query.MostSegmentValues)));
        }
    }

    /// <summary>What labels say by segment; the whole comes first, segments in ordinal order.</summary>
    /// <param name="joined">The labelled predictions of the window, as <c>p</c> and <c>l</c>.</param>
    public IEnumerable<KeyValuePair<string, PerformanceWindow>> Read(string joined)
    {
        var whole = _output.NewWindow();
        var bySegment = new SortedDictionary<string, PerformanceWindow>(StringComparer.Ordinal);
        var values = new double[_output.Columns.Count];
        var outputs = _output.Columns.Select(static column => $"TRY_CAST(p.{Sql.Name(column)} AS DOUBLE)");
        var selected = outputs.Append("l.label").Concat(_columns.Select(static column => column.Expression)).Join();
        _session.Stream(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT {selected} FROM {joined} WHERE p.{PredictionColumns.Version} = {_version}
                ORDER BY p.{PredictionColumns.Time}, p.{PredictionColumns.Prediction}, p.{PredictionColumns.Row}
                """),
            row =>
            {
                for (var index = 0; index < values.Length; index++)
                    values[index] = row.IsDBNull(index) ? double.NaN : row.GetDouble(index);
                var label = row.GetString(values.Length);
                _output.Add(whole, values, label);
                foreach (var segment in NamesOf(row, values.Length + 1))
                {
                    if (!bySegment.TryGetValue(segment, out var window))
                        bySegment.Add(segment, window = _output.NewWindow());
                    _output.Add(window, values, label);
                }
            },
            _cancellationToken);
        return bySegment.Prepend(KeyValuePair.Create(MonitorSegments.Whole, whole));
    }

    private static string NameOf(IReadOnlyList<string> columns, IReadOnlyList<int> places, DuckDBDataReader row, int first, List<(string Expression, FeatureType Type)> types) =>
        MonitorSegments.NameOf(columns, [.. places.Select(place => place < 0 ? MonitorSegments.Missing : MonitorSegments.TextOf(row.Read(first + place, types[place].Type)))]);

    private static FeatureType TypeOf(string sqlType) =>
        Enum.GetValues<FeatureType>().Cast<FeatureType?>().FirstOrDefault(type => Sql.TypeOf(type!.Value) == sqlType) ?? FeatureType.String;

    private IEnumerable<string> NamesOf(DuckDBDataReader row, int first)
    {
        foreach (var (columns, places, kept) in _segments)
        {
            var name = NameOf(columns, places, row, first, _columns);
            yield return kept.Contains(name) ? name : OtherOf(columns);
        }
    }

    private static string OtherOf(IReadOnlyList<string> columns) => MonitorSegments.NameOf(columns, [.. columns.Select(static _ => MonitorSegments.Other)]);

    // Where a column is not in the log, nothing was given for it.
    private int PlaceOf(Dictionary<string, string> columns, string column)
    {
        var logged = columns.ContainsKey(column) ? column : column + ".input";
        if (!columns.TryGetValue(logged, out var type))
            return -1;
        var expression = FeatureColumns.Readable(TypeOf(type), $"p.{Sql.Name(logged)}");
        var known = _columns.FindIndex(other => other.Expression == expression);
        if (known < 0)
            _columns.Add((expression, TypeOf(type)));
        return known < 0 ? _columns.Count - 1 : known;
    }

    // The values that come first in the window, labelled or not: later labels then change nothing about which are kept apart.
    private HashSet<string> KeptOf(IReadOnlyList<string> columns, int[] places, int most)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        int[] known = [.. places.Where(static place => place >= 0).Distinct()];
        if (known.Length == 0)
            return [MonitorSegments.NameOf(columns, [.. columns.Select(static _ => MonitorSegments.Missing)])];

        // Each column stands at its place, so that rows are read as the labelled ones are.
        var selected = _columns.Select((column, place) => known.Contains(place) ? column.Expression : "NULL").Join();
        using var rows = _session.Rows(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT {selected} FROM {_predictions} p WHERE p.{PredictionColumns.Version} = {_version} GROUP BY {known.Select(place => _columns[place].Expression).Join()}
                ORDER BY min((p.{PredictionColumns.Time}, p.{PredictionColumns.Prediction}, p.{PredictionColumns.Row}))
                """),
            _cancellationToken);
        while (kept.Count < most && rows.Read())
            kept.Add(NameOf(columns, places, rows.Reader, 0, _columns));
        return kept;
    }
}
