using System.Reflection;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads <see cref="Nullable{T}"/> without boxing.</summary>
internal static class NullableReader<T>
{
    /// <summary>Reads a row that is not null; null where <typeparamref name="T"/> is no nullable type.</summary>
    public static readonly Func<VectorReader, long, T>? Read = Create();

    private static Func<VectorReader, long, T>? Create() => Nullable.GetUnderlyingType(typeof(T)) is { } underlying
        ? typeof(NullableReader<T>).GetMethod(nameof(ReadUnderlying), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(underlying).CreateDelegate<Func<VectorReader, long, T>>()
        : null;

    private static TValue? ReadUnderlying<TValue>(VectorReader reader, long row)
        where TValue : struct => reader.Read<TValue>(row);
}
