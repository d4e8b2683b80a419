using System.Globalization;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Monitoring;

/// <summary>Which segments of a model there are, as far as that is known. Pure, and may take its time: to be called off a grain's turn.</summary>
/// <param name="model">Name of the model.</param>
/// <param name="declared">The columns that are kept apart.</param>
/// <param name="seen">Segments that have predictions.</param>
/// <param name="profile">What the version was trained on; null: it does not say.</param>
/// <param name="isAll">Whether no other segment has predictions.</param>
internal sealed class SegmentChoice(string model, IReadOnlyList<IReadOnlyList<string>> declared, IReadOnlyCollection<string> seen, ReferenceProfile? profile, bool isAll)
{
    private const int MostNamed = 5;
    private const int LongestText = 200;

    /// <summary>What is to be known of a segment without predictions.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: there is no such segment.</exception>
    public string Explain(string segment)
    {
        if (MonitorSegments.ColumnsOf(declared, segment) is not { } columns)
        {
            throw Invalid(declared.Count == 0
                ? $"'segment' is '{Cut(segment)}', and no segments of model '{model}' are kept apart: name columns under 'segments' in the monitor definition, or leave 'segment' out."
                : $"'segment' is '{Cut(segment)}', which is no segment of model '{model}': one is a value of {Listed(declared.Select(MonitorSegments.NameOf))}, written COLUMN=VALUE. {Nearest(segment, seen)} Correct it, or list the segments of a time.");
        }

        var values = MonitorSegments.ValuesOf(columns, segment)!;
        string[] alike = [.. seen.Where(name => MonitorSegments.ColumnsOf(declared, name) is { } others && others.SequenceEqual(columns))];
        for (var place = 0; place < values.Length; place++)
        {
            if (isAll && !alike.Contains(OtherOf(columns)) && IsNone(columns[place], values[place]))
            {
                throw Invalid(
                    $"'segment' is '{Cut(segment)}', and '{Cut(values[place])}' is no value of column '{columns[place]}' that model '{model}' was given, or that its package tells of. {Nearest(segment, alike)} Correct it, or list the segments of a time.");
            }
        }

        return $"There are no predictions of segment '{Cut(segment)}' in this time, nor in any other window that was looked through. {Nearest(segment, alike)}";
    }

    // Of a column without values, and of numbers, nothing is known of the others.
    private bool IsNone(string column, string value)
    {
        if (IsSpecial(value))
            return false;

        var known = ValuesOf(column).Where(static known => !IsSpecial(known)).ToHashSet(StringComparer.Ordinal);
        return known.Count > 0 && !known.Contains(value) && !(IsNumber(value) && known.All(IsNumber));
    }

    private IEnumerable<string> ValuesOf(string column)
    {
        foreach (var name in seen)
        {
            if (MonitorSegments.ColumnsOf(declared, name) is { } columns && columns.ToList().IndexOf(column) is >= 0 and var place)
                yield return MonitorSegments.ValuesOf(columns, name)![place];
        }

        foreach (var value in profile?.Segments.GetValueOrDefault(column)?.Values ?? [])
            yield return value.Value ?? MonitorSegments.Missing;
        foreach (var category in profile?.Categorical.GetValueOrDefault(column)?.Categories ?? [])
            yield return category.Value;
    }

    private static string Nearest(string segment, IReadOnlyCollection<string> names) => names.Count == 0
        ? "No such segment was seen yet."
        : $"The nearest of {names.Count} that were seen: {string.Join(", ", names.OrderByDescending(name => LikenessOf(segment, name)).ThenBy(static name => name, StringComparer.Ordinal).Take(MostNamed).Select(static name => $"'{name}'"))}.";

    // What is the same at both ends: a slip of the pen lies in between.
    private static double LikenessOf(string one, string other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        var (start, end) = (0, 0);
        while (start < shorter && char.ToUpperInvariant(one[start]) == char.ToUpperInvariant(other[start]))
            start++;
        while (end < shorter - start && char.ToUpperInvariant(one[^(end + 1)]) == char.ToUpperInvariant(other[^(end + 1)]))
            end++;
        return (start + end) / (double)Math.Max(one.Length, other.Length);
    }

    private static string OtherOf(IReadOnlyList<string> columns) => MonitorSegments.NameOf(columns, [.. columns.Select(static _ => MonitorSegments.Other)]);

    private static bool IsSpecial(string value) => value is MonitorSegments.Missing or MonitorSegments.Other;

    private static bool IsNumber(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Listed(IEnumerable<string> names) => string.Join(" or ", names.Select(static name => $"'{name}'"));

    private static string Cut(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}...";

    private static OrleansMLException Invalid(string message) => new(ErrorCode.InvalidRequest, message);
}
