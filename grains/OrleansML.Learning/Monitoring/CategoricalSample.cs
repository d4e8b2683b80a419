using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>Categories to compare, with their counts. Immutable.</summary>
public sealed class CategoricalSample
{
    private CategoricalSample(IReadOnlyDictionary<string, long> counts, long other)
    {
        Counts = counts;
        Other = other;
        Count = counts.Values.Sum() + other;
    }

    /// <summary>Number of values.</summary>
    public long Count { get; }

    /// <summary>Categories that are counted one by one, 0 where one was looked for and not seen.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; }

    /// <summary>Values of all other categories together.</summary>
    public long Other { get; }

    /// <summary>Of counts.</summary>
    /// <param name="counts">0 or more of each category.</param>
    /// <param name="other">Values of all other categories together.</param>
    public static CategoricalSample Of(IEnumerable<KeyValuePair<string, long>> counts, long other = 0)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegative(other);
        var kept = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (category, count) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, category);
            kept.Add(category, count);
        }

        return new CategoricalSample(kept, other);
    }

    /// <summary>Of values as they are.</summary>
    /// <param name="values">Categories; null is left out.</param>
    public static CategoricalSample Of(IEnumerable<string?> values) =>
        Of(values.OfType<string>().GroupBy(static value => value, static (value, rows) => KeyValuePair.Create(value, rows.LongCount())));

    /// <summary>Of counts; later values do not count.</summary>
    public static CategoricalSample Of(CategoryCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Of(counts.Counts, counts.Other);
    }
}
