using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>The identity of one activation of a grain.</summary>
[Immutable]
[JsonConverter(typeof(ActivationIdConverter))]
public readonly struct ActivationId(Guid key) : IEquatable<ActivationId>, ISpanFormattable
{
    internal Guid Key { get; } = key;

    /// <summary>Whether this is the identity of no activation.</summary>
    public bool IsDefault => Key == Guid.Empty;

    /// <summary>Makes a new random identity.</summary>
    public static ActivationId NewId() => new(Guid.NewGuid());

    /// <summary>Returns the identity that the one activation of such a grain has in every process.</summary>
    public static ActivationId GetDeterministic(GrainId grain)
    {
        Span<uint> parts =
            [grain.Type.GetUniformHashCode(), grain.Key.GetUniformHashCode(), grain.GetUniformHashCode(), StableHash.ComputeHash(
                grain.ToString())];
        return new(new Guid(System.Runtime.InteropServices.MemoryMarshal.AsBytes(parts)));
    }

    /// <summary>Reads what <see cref="ToParsableString"/> wrote, and throws <see cref="FormatException"/> for anything else.</summary>
    public static ActivationId FromParsableString(string activationId) => activationId.StartsWith('@')
        ? new(Guid.ParseExact(activationId.AsSpan(1), "N"))
        : throw new FormatException($"'{activationId}' is not an activation id. Expected '@' and 32 hexadecimal digits.");

    /// <inheritdoc/>
    public bool Equals(ActivationId other) => Key.Equals(other.Key);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode();

    /// <summary>Returns <c>@</c> and 32 hexadecimal digits.</summary>
    public string ToParsableString() => ToString();

    /// <inheritdoc/>
    public override string ToString() => $"@{Key:N}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"@{Key:N}", out charsWritten);

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
