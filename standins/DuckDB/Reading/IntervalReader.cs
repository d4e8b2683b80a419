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

    public override object Box(long row, Type type) => type == typeof(DuckDBInterval) ? Elements<DuckDBInterval>()[row]
        : type == typeof(TimeSpan) || type == typeof(object) ? ReadValid(row)
        : throw CannotCast(typeof(TimeSpan), type);
}
