using System.ComponentModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data.Binding;

namespace DuckDB.NET.Data;

/// <summary>
/// A parameter of a command, by position (<c>?</c>, <c>$1</c>) or by name (<c>$name</c>, named without the dollar sign). Its
/// <see cref="DbType"/> follows from the type of its value unless it is given.
/// </summary>
public class DuckDBParameter : DbParameter
{
    private object? _value;

    /// <summary>A parameter by position without a value.</summary>
    public DuckDBParameter()
        : this(string.Empty, DbType.String, null)
    {
    }

    /// <summary>A parameter by position.</summary>
    public DuckDBParameter(object value)
        : this(string.Empty, value)
    {
    }

    /// <summary>A parameter by position whose value has a given type.</summary>
    public DuckDBParameter(DbType type, object? value)
        : this(string.Empty, type, value)
    {
    }

    /// <summary>A parameter by name.</summary>
    public DuckDBParameter(string name, object? value)
        : this(name, DbTypes.Of(value), value)
    {
    }

    /// <summary>A parameter by name whose value has a given type.</summary>
    public DuckDBParameter(string name, DbType type, object? value)
    {
        ParameterName = name;
        SourceColumn = string.Empty;
        DbType = type;
        _value = value;
    }

    /// <inheritdoc/>
    public override DbType DbType { get; set; }

    /// <summary>The name, in any case; empty for a parameter by position.</summary>
    [AllowNull]
    [DefaultValue("")]
    public override string ParameterName { get; set; }

    /// <summary>The value; null and <see cref="DBNull"/> mean NULL. Setting another one sets <see cref="DbType"/> too.</summary>
    public override object? Value
    {
        get => _value;
        set
        {
            if (_value == value)
                return;
            _value = value;
            DbType = DbTypes.Of(value);
        }
    }

    /// <inheritdoc/>
    public override ParameterDirection Direction { get; set; }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    [DefaultValue("")]
    public override string SourceColumn { get; set; }

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.String;
}
