using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>
/// Reads DECIMAL. Digits that a <see cref="decimal"/> has no room for are rounded; where the whole part has no room,
/// <see cref="OverflowException"/> is thrown. Without a fraction it can be read as <see cref="BigInteger"/>.
/// </summary>
internal sealed unsafe class DecimalReader : VectorReader, IVectorReader<decimal>, IVectorReader<DuckDBDecimal>, IVectorReader<BigInteger>
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
            return LargeDecimal(row);

        var digits = SmallDigits(row);
        var magnitude = (ulong)Math.Abs(digits);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, digits < 0, Scale);
    }

    DuckDBDecimal IVectorReader<DuckDBDecimal>.ReadValid(long row) =>
        new(Width, Scale, new DuckDBHugeInt(Digits(row)));

    BigInteger IVectorReader<BigInteger>.ReadValid(long row) =>
        DecimalDigits.ToWhole(Digits(row), Scale) ?? throw CannotCast(typeof(decimal), typeof(BigInteger));

    public override object Box(long row, Type type) => type == typeof(DuckDBDecimal) ? ((IVectorReader<DuckDBDecimal>)this).ReadValid(row)
        : type == typeof(BigInteger) ? ((IVectorReader<BigInteger>)this).ReadValid(row)
        : type == typeof(decimal) || type == typeof(object) ? ((IVectorReader<decimal>)this).ReadValid(row)
        : throw CannotCast(typeof(decimal), type);

    private decimal LargeDecimal(long row)
    {
        try
        {
            return DecimalDigits.ToDecimal(Elements<Int128>()[row], Scale);
        }
        catch (OverflowException)
        {
            throw new OverflowException(
                $"Value in column {ColumnName} exceeds the range of System.Decimal. Use GetFieldValue<BigInteger>() or GetFieldValue<DuckDBDecimal>() to read it.");
        }
    }

    private Int128 Digits(long row) => _storage == DuckDBType.HugeInt ? Elements<Int128>()[row] : SmallDigits(row);

    private long SmallDigits(long row) => _storage switch
    {
        DuckDBType.SmallInt => Elements<short>()[row],
        DuckDBType.Integer => Elements<int>()[row],
        _ => Elements<long>()[row],
    };
}
