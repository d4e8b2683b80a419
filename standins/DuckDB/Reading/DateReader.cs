using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads DATE.</summary>
internal sealed unsafe class DateReader(string columnName)
    : VectorReader(DuckDBType.Date, columnName), IVectorReader<DateOnly>, IVectorReader<DateTime>, IVectorReader<DuckDBDateOnly>
{
    public override Type ClrType => typeof(DateOnly);

    public override Type ProviderSpecificClrType => typeof(DuckDBDateOnly);

    DateOnly IVectorReader<DateOnly>.ReadValid(long row)
    {
        var days = Elements<int>()[row];
        return Epoch.Date(days) ?? throw OutOfRange(days);
    }

    DateTime IVectorReader<DateTime>.ReadValid(long row) => ((IVectorReader<DateOnly>)this).ReadValid(row).ToDateTime(TimeOnly.MinValue);

    DuckDBDateOnly IVectorReader<DuckDBDateOnly>.ReadValid(long row) => DuckDBDateOnly.FromDays(Elements<int>()[row]);

    public override object Box(long row, Type type)
    {
        if (type == typeof(DateOnly) || type == typeof(object))
            return ((IVectorReader<DateOnly>)this).ReadValid(row);
        if (type == typeof(DateTime))
            return ((IVectorReader<DateTime>)this).ReadValid(row);
        if (type == typeof(DuckDBDateOnly))
            return ((IVectorReader<DuckDBDateOnly>)this).ReadValid(row);
        throw CannotCast(typeof(DateOnly), type);
    }

    private Exception OutOfRange(int days) => days is DuckDBDateOnly.PositiveInfinityDays or DuckDBDateOnly.NegativeInfinityDays
        ? new InvalidOperationException(
            "Cannot convert infinite date value to DateTime or DateOnly. Use DuckDBDateOnly to read this value and check IsInfinity.")
        : new ArgumentOutOfRangeException(
            null, $"Value in column {ColumnName} is outside the range of System.DateOnly. Use GetFieldValue<DuckDBDateOnly>() to read it.");
}
