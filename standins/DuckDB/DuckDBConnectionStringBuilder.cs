using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DuckDB.NET.Data.Connecting;

namespace DuckDB.NET.Data;

/// <summary>
/// Writes and reads connection strings: <c>Data Source</c>, which is a file or <see cref="InMemoryDataSource"/>, and any option of DuckDB.
/// A key that is neither throws <see cref="InvalidOperationException"/>.
/// </summary>
public partial class DuckDBConnectionStringBuilder : DbConnectionStringBuilder
{
    /// <summary>The data source of a database in memory that one connection sees.</summary>
    public const string InMemoryDataSource = ":memory:";

    /// <summary>A connection string with <see cref="InMemoryDataSource"/>.</summary>
    public const string InMemoryConnectionString = "DataSource=:memory:";

    /// <summary>
    /// The data source of the database in memory that all connections of this process share; it ends with the last of them.
    /// </summary>
    public const string InMemorySharedDataSource = ":memory:?cache=shared";

    /// <summary>A connection string with <see cref="InMemorySharedDataSource"/>.</summary>
    public const string InMemorySharedConnectionString = "DataSource=:memory:?cache=shared";

    private static readonly string[] DataSourceKeys = ["DataSource", "Data Source"];

    private static readonly string[] AccessModes = ["automatic", "read_only", "read_write"];
    private static readonly string[] SortOrders = ["ASC", "DESC"];
    private static readonly string[] NullOrders =
        ["NULLS_FIRST", "NULLS_LAST", "NULLS_FIRST_ON_ASC_LAST_ON_DESC", "NULLS_LAST_ON_ASC_FIRST_ON_DESC"];

    /// <summary>The file, or one of the data sources in memory; empty where there is none.</summary>
    public string DataSource
    {
        get => Option(DataSourceKeys[0]) ?? Text(DataSourceKeys[1]);
        set => this[DataSourceKeys[0]] = value;
    }

    /// <summary>The value of a key. Throws <see cref="InvalidOperationException"/> when a key is set that DuckDB does not know.</summary>
    [AllowNull]
    public override object this[string keyword]
    {
        get => base[keyword];
        set => base[keyword] = IsDataSource(keyword) || DuckDBOptions.Names.Contains(keyword)
            ? value
            : throw new InvalidOperationException($"Unrecognized connection string property '{keyword}'");
    }

    internal static bool IsDataSource(string keyword) => DataSourceKeys.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    private string? Option(string keyword) => TryGetValue(keyword, out var value) ? value.ToString() : null;

    private string Text(string keyword) => Option(keyword) ?? string.Empty;

    private void SetOption(string keyword, string? value)
    {
        if (value is null)
            Remove(keyword);
        else
            this[keyword] = value;
    }

    private int? IntegerOption(string keyword) => Option(keyword) is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw Malformed(keyword, text, "a valid integer");

    private bool? BooleanOption(string keyword) => Option(keyword) is not { } text ? null : text.ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => throw Malformed(keyword, text, "a valid boolean"),
    };

    // The members of the enumerations are numbered from 0, as the names are.
    private TEnum? NamedOption<TEnum>(string keyword, string[] names)
        where TEnum : struct, Enum
    {
        if (Option(keyword) is not { } text)
            return null;
        var index = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? (TEnum)Enum.ToObject(typeof(TEnum), index)
            : throw Malformed(keyword, text, $"one of {string.Join(", ", names)}");
    }

    private void SetNamedOption<TEnum>(string keyword, string[] names, TEnum? value)
        where TEnum : struct, Enum =>
        SetOption(keyword, value is null ? null : names[Convert.ToInt32(value, CultureInfo.InvariantCulture)]);

    private static InvalidOperationException Malformed(string keyword, string value, string kind) =>
        new($"Connection string property '{keyword}' has value '{value}' which is not {kind}.");
}
