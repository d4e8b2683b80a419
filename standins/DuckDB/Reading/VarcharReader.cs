using System.Text;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads VARCHAR.</summary>
internal sealed unsafe class VarcharReader(string columnName) : VectorReader(DuckDBType.Varchar, columnName), IVectorReader<string>
{
    public override Type ClrType => typeof(string);

    public string ReadValid(long row) => Encoding.UTF8.GetString(NativeString.Bytes(Elements<NativeString>() + row));

    public override object Box(long row, Type type) =>
        type == typeof(string) || type == typeof(object) ? ReadValid(row) : throw CannotCast(typeof(string), type);
}
