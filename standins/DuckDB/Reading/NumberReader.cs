using System.Globalization;
using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>
/// Reads numbers of up to 64 bits, as every type of number. What does not fit throws <see cref="InvalidCastException"/>; fractions are
/// rounded to whole numbers.
/// </summary>
internal sealed unsafe class NumberReader<TStored> : VectorReader,
    IVectorReader<sbyte>, IVectorReader<short>, IVectorReader<int>, IVectorReader<long>, IVectorReader<byte>, IVectorReader<ushort>,
    IVectorReader<uint>, IVectorReader<ulong>, IVectorReader<float>, IVectorReader<double>, IVectorReader<decimal>,
    IVectorReader<BigInteger>
    where TStored : unmanaged, INumber<TStored>
{
    public NumberReader(DuckDBType type, string columnName)
        : base(type, columnName) => Layout = typeof(TStored);

    public override Type ClrType => typeof(TStored);

    private static bool IsFraction => typeof(TStored) == typeof(float) || typeof(TStored) == typeof(double);

    sbyte IVectorReader<sbyte>.ReadValid(long row) => Whole<sbyte>(row);

    short IVectorReader<short>.ReadValid(long row) => Whole<short>(row);

    int IVectorReader<int>.ReadValid(long row) => Whole<int>(row);

    long IVectorReader<long>.ReadValid(long row) => Whole<long>(row);

    byte IVectorReader<byte>.ReadValid(long row) => Whole<byte>(row);

    ushort IVectorReader<ushort>.ReadValid(long row) => Whole<ushort>(row);

    uint IVectorReader<uint>.ReadValid(long row) => Whole<uint>(row);

    ulong IVectorReader<ulong>.ReadValid(long row) => Whole<ulong>(row);

    float IVectorReader<float>.ReadValid(long row) => Number<float>(row);

    double IVectorReader<double>.ReadValid(long row) => Number<double>(row);

    decimal IVectorReader<decimal>.ReadValid(long row) => Number<decimal>(row);

    BigInteger IVectorReader<BigInteger>.ReadValid(long row) =>
        IsFraction ? throw CannotCast(typeof(TStored), typeof(BigInteger)) : Number<BigInteger>(row);

    public override object Box(long row, Type type)
    {
        if (type == typeof(TStored) || type == typeof(object))
            return Elements<TStored>()[row];
        if (type == typeof(BigInteger))
            return ((IVectorReader<BigInteger>)this).ReadValid(row);
        if (!type.IsEnum && System.Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal)
            return ChangeType(row, type);
        throw CannotCast(typeof(TStored), type);
    }

    private TTarget Whole<TTarget>(long row)
        where TTarget : INumberBase<TTarget> => IsFraction ? (TTarget)ChangeType(row, typeof(TTarget)) : Number<TTarget>(row);

    private TTarget Number<TTarget>(long row)
        where TTarget : INumberBase<TTarget>
    {
        try
        {
            return TTarget.CreateChecked(Elements<TStored>()[row]);
        }
        catch (OverflowException)
        {
            throw CannotCast(typeof(TStored), typeof(TTarget));
        }
    }

    // Rounds half to even, where the checked conversion would cut off.
    private object ChangeType(long row, Type type)
    {
        try
        {
            return Convert.ChangeType(Elements<TStored>()[row], type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw CannotCast(typeof(TStored), type);
        }
    }
}
