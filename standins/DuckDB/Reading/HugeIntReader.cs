using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads HUGEINT.</summary>
internal sealed unsafe class HugeIntReader : BigNumberReader
{
    public HugeIntReader(string columnName)
        : base(DuckDBType.HugeInt, columnName) => Layout = typeof(DuckDBHugeInt);

    public override Type ProviderSpecificClrType => typeof(DuckDBHugeInt);

    public override BigInteger ReadValid(long row) => Elements<DuckDBHugeInt>()[row].ToBigInteger();

    public override object Box(long row, Type type) =>
        type == typeof(DuckDBHugeInt) ? Elements<DuckDBHugeInt>()[row] : base.Box(row, type);
}
