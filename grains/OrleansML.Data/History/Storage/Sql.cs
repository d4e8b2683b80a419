using System.Globalization;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Storage;

/// <summary>Pieces of DuckDB's SQL.</summary>
internal static class Sql
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    public static string TypeOf(FeatureType type) => type switch
    {
        FeatureType.Bool => "BOOLEAN",
        FeatureType.Int => "INTEGER",
        FeatureType.Long => "BIGINT",
        FeatureType.Float => "FLOAT",
        FeatureType.Double => "DOUBLE",
        FeatureType.String => "VARCHAR",
        FeatureType.Timestamp => "TIMESTAMP",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type has no column type."),
    };

    /// <summary>A value as a literal of its type; NULL when missing.</summary>
    public static string Literal(in FeatureValue value)
    {
        if (value.Type is not { } type)
            return "NULL";
        if (value.TryGetText(out var text))
            return Text(text);
        if (value.TryGetTime(out var time))
            return string.Create(CultureInfo.InvariantCulture, $"make_timestamp({time.Microseconds}::BIGINT)");
        return $"{Text(value.ToString())}::{TypeOf(type)}";
    }

    public static string Join(this IEnumerable<string> parts, string separator = ", ") => string.Join(separator, parts);
}
