using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Scoring;

/// <summary>How a column of the input becomes a value of a kind.</summary>
internal sealed record SliceColumn
{
    private readonly string _name;
    private readonly string _source;
    private readonly ScoringKind _kind;
    private readonly FeatureType _feature;

    private SliceColumn(string name, string source, string type, ScoringKind kind)
    {
        _name = name;
        _source = source;
        _kind = kind;
        _feature = kind == ScoringKind.Feature ? FeatureOf(type) : default;
        Value = kind == ScoringKind.Feature ? FeatureValueOf(source, _feature) : ValueOf(source, type, kind);
    }

    /// <summary>The value as SQL; NULL where there is none or it is of another type.</summary>
    public string Value { get; }

    /// <summary>Whether a value may be missing that the input has, as it is cast.</summary>
    public bool IsCast => Value != _source;

    /// <summary>Describes a column.</summary>
    /// <param name="name">Its name, for people.</param>
    /// <param name="source">What it is called in the SQL.</param>
    /// <param name="type">Its type.</param>
    /// <param name="kind">What it becomes.</param>
    public static SliceColumn Of(string name, string source, string type, ScoringKind kind) => new(name, source, type, kind);

    /// <summary>The name that DuckDB has for a kind.</summary>
    public static string TypeOf(ScoringKind kind) => kind switch
    {
        ScoringKind.Float32 => "FLOAT",
        ScoringKind.Float64 => "DOUBLE",
        ScoringKind.Int32 => "INTEGER",
        ScoringKind.Int64 => "BIGINT",
        ScoringKind.Bool => "BOOLEAN",
        ScoringKind.Text => "VARCHAR",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is only to read."),
    };

    /// <summary>A branch of a CASE that says why a row is bad; null where every value will do.</summary>
    public string? ReasonOf(string value)
    {
        if (_kind == ScoringKind.Feature)
            return null;

        var text = $"trim(CAST({_source} AS VARCHAR))";
        return $"WHEN {value} IS NULL THEN CASE WHEN coalesce({text}, '') = '' THEN {Sql.Text($"'{_name}' is missing")} "
            + $"ELSE concat({Sql.Text($"'{_name}' is '")}, left({text}, 100), {Sql.Text($"', which is no {Describe(_kind)}")}) END";
    }

    /// <summary>A value for preprocessing.</summary>
    public FeatureValue Feature(DuckDBDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
            return FeatureValue.Missing;

        return _feature switch
        {
            FeatureType.Bool => FeatureValue.Of(reader.GetBoolean(ordinal)),
            FeatureType.Int => FeatureValue.Of(reader.GetInt32(ordinal)),
            FeatureType.Long => FeatureValue.Of(reader.GetInt64(ordinal)),
            FeatureType.Float => FeatureValue.Of(reader.GetFloat(ordinal)),
            FeatureType.Double => FeatureValue.Of(reader.GetDouble(ordinal)),
            FeatureType.Timestamp => FeatureValue.Of(new FeatureTime(reader.GetInt64(ordinal))),
            _ => FeatureValue.Of(reader.GetString(ordinal)),
        };
    }

    private static string Describe(ScoringKind kind) => kind switch
    {
        ScoringKind.Float32 => "number that a float holds",
        ScoringKind.Float64 => "number that a double holds",
        ScoringKind.Int32 => "whole number of 32 bits",
        ScoringKind.Int64 => "whole number of 64 bits",
        _ => "true or false",
    };

    private static string ValueOf(string source, string type, ScoringKind kind)
    {
        var wanted = TypeOf(kind);
        if (type == wanted)
            return source;
        if (type == "VARCHAR")
            source = $"trim({source})";
        // As text, 1e99 would be read as infinity, which nobody wrote.
        if (type == "VARCHAR" && kind is (ScoringKind.Float32 or ScoringKind.Float64))
            return $"(CASE WHEN NOT isinf(TRY_CAST({source} AS {wanted})) OR contains(lower({source}), 'inf') THEN TRY_CAST({source} AS {wanted}) END)";
        // 2.5 is no whole number, whatever rounding would make of it.
        return kind is (ScoringKind.Int32 or ScoringKind.Int64) && !IsWhole(type)
            ? $"(CASE WHEN TRY_CAST({source} AS DOUBLE) = floor(TRY_CAST({source} AS DOUBLE)) THEN TRY_CAST({source} AS {wanted}) END)"
            : $"TRY_CAST({source} AS {wanted})";
    }

    private static string FeatureValueOf(string source, FeatureType type) => type switch
    {
        FeatureType.String => $"nullif(trim(CAST({source} AS VARCHAR)), '')",
        FeatureType.Timestamp => $"epoch_us(CAST({source} AS TIMESTAMPTZ))",
        _ => $"CAST({source} AS {Sql.TypeOf(type)})",
    };

    private static bool IsWhole(string type) => type.EndsWith("INT", StringComparison.Ordinal) || type is "INTEGER" or "UINTEGER" or "BOOLEAN";

    private static FeatureType FeatureOf(string type) => type switch
    {
        "BOOLEAN" => FeatureType.Bool,
        "TINYINT" or "SMALLINT" or "INTEGER" or "UTINYINT" or "USMALLINT" => FeatureType.Int,
        "BIGINT" or "UINTEGER" => FeatureType.Long,
        "FLOAT" => FeatureType.Float,
        "DOUBLE" or "HUGEINT" or "UBIGINT" => FeatureType.Double,
        "DATE" => FeatureType.Timestamp,
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) => FeatureType.Double,
        _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => FeatureType.Timestamp,
        _ => FeatureType.String,
    };
}
