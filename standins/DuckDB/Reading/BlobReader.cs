using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads BLOB as a stream over a copy, which may outlive the row.</summary>
internal sealed unsafe class BlobReader(string columnName) : VectorReader(DuckDBType.Blob, columnName), IVectorReader<Stream>
{
    public override Type ClrType => typeof(Stream);

    public Stream ReadValid(long row) =>
        new MemoryStream(NativeString.Bytes(Elements<NativeString>() + row).ToArray(), writable: false);

    public override object Box(long row, Type type) =>
        type == typeof(Stream) || type == typeof(object) ? ReadValid(row) : throw CannotCast(typeof(Stream), type);
}
