namespace DuckDB.NET.Data.Writing;

/// <summary>Writes values of type <typeparamref name="T"/> without boxing.</summary>
internal interface IVectorWriter<in T>
{
    void WriteValid(long row, T value);
}
