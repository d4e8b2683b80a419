using System.Reflection;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes <see cref="Nullable{T}"/> without boxing.</summary>
internal static class NullableWriter<T>
{
    /// <summary>Writes a value that is not null; null where <typeparamref name="T"/> is no nullable type.</summary>
    public static readonly Action<VectorWriter, long, T>? Write = Create();

    private static Action<VectorWriter, long, T>? Create() => Nullable.GetUnderlyingType(typeof(T)) is { } underlying
        ? typeof(NullableWriter<T>).GetMethod(nameof(WriteUnderlying), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(underlying).CreateDelegate<Action<VectorWriter, long, T>>()
        : null;

    private static void WriteUnderlying<TValue>(VectorWriter writer, long row, TValue? value)
        where TValue : struct => writer.Write(row, value!.Value);
}
