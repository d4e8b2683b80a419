using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>Describes columns by the values of segment columns, in the bins and categories of all rows.</summary>
internal sealed class SegmentProfiler(Session session, TrainingDefinition definition, string trained, IReadOnlyList<string> outputs, CancellationToken cancellationToken)
{
    /// <summary>Most pairs of a column and a value of a segment that are described, so that a profile stays a small part of a package.</summary>
    public const int MostPairs = 2_000;

    private int _pairs;

    /// <summary>Adds distributions to the segments of a profile, as long as there is room.</summary>
    public ReferenceProfile Describe(ReferenceProfile profile)
    {
        var segments = new Dictionary<string, SegmentProfile>(profile.Segments);
        var leftOut = new List<string>();
        foreach (var (column, segment) in profile.Segments)
        {
            var values = ValuesOf(column);
            var pairs = values.Count * (profile.Numeric.Count + profile.Categorical.Count + profile.Predictions.Count);
            if (_pairs + pairs > MostPairs)
            {
                leftOut.Add(column);
                continue;
            }

            _pairs += pairs;
            segments[column] = segment with { Distributions = Distributions(profile, column, values) };
        }

        return profile with { Segments = segments, SegmentsLeftOut = leftOut.Count == 0 ? null : leftOut };
    }

    // As segments are named in service, where an input of numbers is a number, however the file wrote it.
    private (string Expression, FeatureType Type) SegmentOf(string column) => definition.Inputs.Numeric.Contains(column, StringComparer.Ordinal)
        ? (Sql.Name(TrainingRelation.InputOf(column)), FeatureType.Double)
        : (string.Create(CultureInfo.InvariantCulture, $"left({Sql.Name(TrainingRelation.SegmentOf(column))}, {MonitorSegments.LongestValue})"), FeatureType.String);

    private static string? ValueOf(DuckDBDataReader row, FeatureType type) => MonitorSegments.TextOf(row.Read(0, type)) is var text && text != MonitorSegments.Missing ? text : null;

    private List<(string? Value, long Rows)> ValuesOf(string column)
    {
        var (expression, type) = SegmentOf(column);
        var values = new List<(string? Value, long Rows)>();
        session.Stream(
            $"SELECT {expression} AS segment, count(*) FROM {trained} GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST",
            row =>
            {
                var value = ValueOf(row, type);
                if (value is null || values.Count(static known => known.Value is not null) < SegmentProfile.MostValues)
                    values.Add((value, row.GetInt64(1)));
            },
            cancellationToken);
        return values;
    }

    private SegmentDistribution[] Distributions(ReferenceProfile profile, string column, List<(string? Value, long Rows)> values)
    {
        var (expression, type) = SegmentOf(column);
        var places = values.Index().ToDictionary(static value => value.Item.Value ?? MonitorSegments.Missing, static value => value.Index);
        var numbers = profile.Numeric.ToDictionary(
            static input => input.Key, input => Numbers(trained, Sql.Name(TrainingRelation.InputOf(input.Key)), input.Value.Histogram));
        var categories = profile.Categorical.ToDictionary(static input => input.Key, input => Categories(input.Key, input.Value));
        var said = outputs.Index().ToDictionary(
            static output => output.Item,
            output => Numbers(
                string.Create(CultureInfo.InvariantCulture, $"(SELECT * FROM {PredictionProfiler.Judged} JOIN {PredictionProfiler.Said} USING (place) WHERE output = {output.Index})"),
                PredictionProfiler.Value,
                profile.Predictions[output.Item].Histogram));
        var judged = new long[values.Count];
        session.Stream($"SELECT {expression}, count(*) FROM {PredictionProfiler.Judged} GROUP BY 1", row => Put(judged, row, row.GetInt64(1)), cancellationToken);
        return
        [
            .. values.Select((value, place) => new SegmentDistribution
            {
                Value = value.Value,
                InputRows = value.Rows,
                PredictionRows = judged[place],
                Numeric = numbers.ToDictionary(static input => input.Key, input => input.Value[place]),
                Categorical = categories.ToDictionary(static input => input.Key, input => input.Value[place]),
                Predictions = said.ToDictionary(static output => output.Key, output => output.Value[place]),
            }),
        ];

        void Put<T>(T[] to, DuckDBDataReader row, T what)
        {
            if (places.TryGetValue(ValueOf(row, type) ?? MonitorSegments.Missing, out var place))
                to[place] = what;
        }

        SegmentNumbers[] Numbers(string relation, string name, NumericHistogram histogram)
        {
            var all = new SegmentNumbers[values.Count];
            Array.Fill(all, SegmentNumbers.None(histogram.Counts.Count));
            var below = histogram.Edges.Select(edge => string.Create(CultureInfo.InvariantCulture, $", count(*) FILTER ({name} <= '{edge:R}'::DOUBLE)"));
            session.Stream(
                $"SELECT {expression}, count(*) - count({name}), favg({name}), stddev_pop({name}), min({name}), max({name}){below.Join("")}, count({name}) FROM {relation} GROUP BY 1",
                row => Put(all, row, NumbersOf(row)),
                cancellationToken);
            return all;
        }

        SegmentCategories[] Categories(string name, CategoricalProfile whole)
        {
            var known = whole.Categories.Index().ToDictionary(static category => category.Item.Value, static category => category.Index, StringComparer.Ordinal);
            var all = values.ConvertAll(_ => new long[known.Count + 2]);
            session.Stream(
                $"SELECT {expression}, {Sql.Name(TrainingRelation.InputOf(name))}, count(*) FROM {trained} GROUP BY 1, 2",
                row =>
                {
                    if (places.TryGetValue(ValueOf(row, type) ?? MonitorSegments.Missing, out var place))
                        all[place][row.IsDBNull(1) ? known.Count + 1 : known.GetValueOrDefault(row.GetString(1), known.Count)] += row.GetInt64(2);
                },
                cancellationToken);
            return [.. all.Select(counts => new SegmentCategories(counts[..^2], counts[^2], counts[^1]))];
        }
    }

    private static SegmentNumbers NumbersOf(DuckDBDataReader row)
    {
        const int First = 6;
        var counts = new long[row.FieldCount - First];
        for (var bin = 0; bin < counts.Length; bin++)
            counts[bin] = row.GetInt64(First + bin) - (bin == 0 ? 0 : row.GetInt64(First + bin - 1));
        return new SegmentNumbers(counts, row.GetInt64(1), NumberAt(row, 2), NumberAt(row, 3), NumberAt(row, 4), NumberAt(row, 5));
    }

    private static double NumberAt(DuckDBDataReader row, int ordinal) => row.IsDBNull(ordinal) ? double.NaN : row.GetDouble(ordinal);
}
