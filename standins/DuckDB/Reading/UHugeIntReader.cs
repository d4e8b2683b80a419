using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads UHUGEINT.</summary>
internal sealed unsafe class UHugeIntReader : BigNumberReader
{
    public UHugeIntReader(string columnName)
        : base(DuckDBType.UnsignedHugeInt, columnName) => Layout = typeof(DuckDBUHugeInt);

    public override Type ProviderSpecificClrType => typeof(DuckDBUHugeInt);

    public override BigInteger ReadValid(long row) => Elements<DuckDBUHugeInt>()[row].ToBigInteger();

    public override object Box(long row, Type type) =>
        type == typeof(DuckDBUHugeInt) ? Elements<DuckDBUHugeInt>()[row] : base.Box(row, type);
}
