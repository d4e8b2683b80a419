namespace DuckDB.NET.Data.Reading;

/// <summary>Reads values as <typeparamref name="T"/> without boxing.</summary>
internal interface IVectorReader<out T>
{
    /// <summary>The value of a row that is not null.</summary>
    T ReadValid(long row);
}
