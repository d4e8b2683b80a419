using System.Globalization;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>
/// Writes DECIMAL. Digits beyond the scale of the column are dropped; a number with more digits than the column has throws
/// <see cref="OverflowException"/>.
/// </summary>
internal sealed unsafe class DecimalWriter(LogicalTypeHandle type) : VectorWriter(DuckDBType.Decimal), IVectorWriter<decimal>
{
    private readonly DuckDBType _storage = NativeMethods.DecimalInternalType(type);
    private readonly byte _width = NativeMethods.DecimalWidth(type);
    private readonly byte _scale = NativeMethods.DecimalScale(type);

    public void WriteValid(long row, decimal value)
    {
        var digits = DecimalDigits.Rescale(value, _scale, _width) ?? throw new OverflowException(string.Create(
            CultureInfo.InvariantCulture, $"Value {value} has too many digits for a DECIMAL({_width},{_scale}) column"));
        switch (_storage)
        {
            case DuckDBType.SmallInt:
                Elements<short>()[row] = (short)digits;
                break;
            case DuckDBType.Integer:
                Elements<int>()[row] = (int)digits;
                break;
            case DuckDBType.BigInt:
                Elements<long>()[row] = (long)digits;
                break;
            default:
                Elements<Int128>()[row] = digits;
                break;
        }
    }
}
