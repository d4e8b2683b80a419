using System.Globalization;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Profile;

namespace OrleansML.Data.Training;

/// <summary>Describes columns of relations.</summary>
internal sealed class ColumnProfiler(Session session, CancellationToken cancellationToken)
{
    private const int Deciles = 10;

    public NumericProfile Numeric(string relation, string column)
    {
        var name = Sql.Name(column);
        var quantiles = Enumerable.Range(0, Deciles + 1).Select(decile => string.Create(CultureInfo.InvariantCulture, $"quantile_cont({name}, {decile / (double)Deciles})"));
        var counts = session.Numbers($"SELECT count({name}), count(*) FROM {relation}", cancellationToken);
        var numbers = Doubles($"SELECT favg({name}), stddev_pop({name}), min({name}), max({name}), {quantiles.Join()} FROM {relation}");
        return new NumericProfile
        {
            Count = counts[0],
            Missing = counts[1] - counts[0],
            Mean = numbers[0],
            Deviation = numbers[1],
            Minimum = numbers[2],
            Maximum = numbers[3],
            Quantiles = numbers[4..],
            Histogram = Histogram(relation, name, counts[0], numbers[4..]),
        };
    }

    public CategoricalProfile Categorical(string relation, string column)
    {
        var name = Sql.Name(column);
        var counts = session.Numbers($"SELECT count({name}), count(*) FROM {relation}", cancellationToken);
        var categories = new List<CategoryCount>();
        session.Stream(
            $"SELECT {name}, count(*) FROM {relation} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {CategoricalProfile.MostCategories}",
            reader => categories.Add(new CategoryCount(reader.GetString(0), reader.GetInt64(1))),
            cancellationToken);
        return new CategoricalProfile
        {
            Count = counts[0],
            Missing = counts[1] - counts[0],
            Categories = categories,
            Other = counts[0] - categories.Sum(static category => category.Count),
        };
    }

    private NumericHistogram Histogram(string relation, string name, long count, double[] quantiles)
    {
        // All values lie in the bin of the greatest one, so that an edge there would start an empty bin.
        double[] edges = [.. quantiles[1..^1].Where(edge => !double.IsNaN(edge) && edge < quantiles[^1]).Distinct()];
        if (edges.Length == 0)
            return new NumericHistogram([], [count]);

        var below = session.Numbers(
            $"SELECT {edges.Select(edge => string.Create(CultureInfo.InvariantCulture, $"count(*) FILTER ({name} <= '{edge:R}'::DOUBLE)")).Join()} FROM {relation}", cancellationToken);
        return new NumericHistogram(edges, [.. below.Append(count).Zip(below.Prepend(0), static (upTo, before) => upTo - before)]);
    }

    private double[] Doubles(string sql)
    {
        double[] numbers = [];
        session.Stream(
            sql,
            reader => numbers = [.. Enumerable.Range(0, reader.FieldCount).Select(ordinal => reader.IsDBNull(ordinal) ? double.NaN : reader.GetDouble(ordinal))],
            cancellationToken);
        return numbers;
    }
}
