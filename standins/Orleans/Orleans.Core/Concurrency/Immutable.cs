namespace Orleans.Concurrency;

/// <summary>A value that its owner promises not to change; it is shared, not copied, between grains of one silo.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct Immutable<T>(T value) : IEquatable<Immutable<T>>
{
    /// <summary>The wrapped value.</summary>
    [Id(0)]
    public readonly T Value = value;

    /// <inheritdoc/>
    public bool Equals(Immutable<T> other) => EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Immutable<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value is null ? 0 : EqualityComparer<T>.Default.GetHashCode(Value);

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(Immutable<T> left, Immutable<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Immutable<T> left, Immutable<T> right) => !left.Equals(right);
}
