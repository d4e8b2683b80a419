using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>
/// Reads DECIMAL. Digits that a <see cref="decimal"/> has no room for are dropped from the end; where the whole part has no room,
/// <see cref="OverflowException"/> is thrown.
/// </summary>
internal sealed unsafe class DecimalReader : VectorReader, IVectorReader<decimal>, IVectorReader<DuckDBDecimal>
{
    private readonly DuckDBType _storage;

    public DecimalReader(LogicalTypeHandle type, string columnName)
        : base(DuckDBType.Decimal, columnName)
    {
        _storage = NativeMethods.DecimalInternalType(type);
        Width = NativeMethods.DecimalWidth(type);
        Scale = NativeMethods.DecimalScale(type);
    }

    public override Type ClrType => typeof(decimal);

    public override Type ProviderSpecificClrType => typeof(DuckDBDecimal);

    /// <summary>How many digits there may be.</summary>
    public byte Width { get; }

    /// <summary>How many of them follow the point.</summary>
    public byte Scale { get; }

    decimal IVectorReader<decimal>.ReadValid(long row)
    {
        if (_storage == DuckDBType.HugeInt)
        {
            return DecimalDigits.ToDecimal(Elements<Int128>()[row], Scale) ?? throw new OverflowException(
                $"Value in column {ColumnName} exceeds the range of System.Decimal. Use GetFieldValue<DuckDBDecimal>() to read it.");
        }

        var digits = SmallDigits(row);
        var magnitude = (ulong)Math.Abs(digits);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, digits < 0, Scale);
    }

    DuckDBDecimal IVectorReader<DuckDBDecimal>.ReadValid(long row) =>
        new(Width, Scale, new DuckDBHugeInt(_storage == DuckDBType.HugeInt ? Elements<Int128>()[row] : SmallDigits(row)));

    public override object Box(long row, Type type) => type == typeof(DuckDBDecimal) ? ((IVectorReader<DuckDBDecimal>)this).ReadValid(row)
        : type == typeof(decimal) || type == typeof(object) ? ((IVectorReader<decimal>)this).ReadValid(row)
        : throw CannotCast(typeof(decimal), type);

    private long SmallDigits(long row) => _storage switch
    {
        DuckDBType.SmallInt => Elements<short>()[row],
        DuckDBType.Integer => Elements<int>()[row],
        _ => Elements<long>()[row],
    };
}
