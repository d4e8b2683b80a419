using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes HUGEINT and UHUGEINT. Throws <see cref="ArgumentOutOfRangeException"/> for numbers out of range.</summary>
internal sealed unsafe class HugeIntWriter(DuckDBType type) : VectorWriter(type), IVectorWriter<BigInteger>
{
    public void WriteValid(long row, BigInteger value)
    {
        if (Type == DuckDBType.HugeInt)
            Elements<DuckDBHugeInt>()[row] = new DuckDBHugeInt(value);
        else
            Elements<DuckDBUHugeInt>()[row] = new DuckDBUHugeInt(value);
    }
}
