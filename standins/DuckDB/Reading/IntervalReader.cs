using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads INTERVAL.</summary>
internal sealed unsafe class IntervalReader : VectorReader, IVectorReader<TimeSpan>
{
    public IntervalReader(string columnName)
        : base(DuckDBType.Interval, columnName) => Layout = typeof(DuckDBInterval);

    public override Type ClrType => typeof(TimeSpan);

    public override Type ProviderSpecificClrType => typeof(DuckDBInterval);

    public TimeSpan ReadValid(long row) => (TimeSpan)Elements<DuckDBInterval>()[row];

    public override object Box(long row, Type type)
    {
        if (type == typeof(TimeSpan) || type == typeof(object))
            return ReadValid(row);
        if (type == typeof(DuckDBInterval))
            return Elements<DuckDBInterval>()[row];
        throw CannotCast(typeof(TimeSpan), type);
    }
}
