using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>Compares and prints the dictionaries of a manifest by content.</summary>
internal static class PropertyComparison
{
    public static bool Equals<TKey, TValue>(ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull
    {
        if (left.Count != right.Count) return false;
        foreach (var (key, value) in left)
        {
            if (!right.TryGetValue(key, out var other) || !EqualityComparer<TValue>.Default.Equals(value, other)) return false;
        }

        return true;
    }

    public static int GetHashCode<TKey, TValue>(ImmutableDictionary<TKey, TValue> values)
        where TKey : notnull
    {
        var hash = 0;
        foreach (var (key, value) in values) hash ^= HashCode.Combine(key, value);
        return hash;
    }

    public static string ToString(ImmutableDictionary<string, string> values)
        => string.Join(
            ", ", values.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(
                static pair => $"[\"{pair.Key}\"] = \"{pair.Value}\""));
}
