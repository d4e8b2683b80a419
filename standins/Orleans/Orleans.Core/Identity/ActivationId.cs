using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>The identity of one activation of a grain.</summary>
[Immutable]
[JsonConverter(typeof(ActivationIdConverter))]
public readonly struct ActivationId(Guid key) : IEquatable<ActivationId>, ISpanFormattable
{
    internal Guid Key { get; } = key;

    public bool IsDefault => Key == Guid.Empty;

    public static ActivationId NewId() => new(Guid.NewGuid());

    public static ActivationId GetDeterministic(GrainId grain)
    {
        Span<uint> parts =
            [grain.Type.GetUniformHashCode(), grain.Key.GetUniformHashCode(), grain.GetUniformHashCode(), StableHash.ComputeHash(
                grain.ToString())];
        return new(new Guid(System.Runtime.InteropServices.MemoryMarshal.AsBytes(parts)));
    }

    public static ActivationId FromParsableString(string activationId) => activationId.StartsWith('@')
        ? new(Guid.ParseExact(activationId.AsSpan(1), "N"))
        : throw new FormatException($"'{activationId}' is not an activation id. Expected '@' and 32 hexadecimal digits.");

    public bool Equals(ActivationId other) => Key.Equals(other.Key);

    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);

    public override int GetHashCode() => Key.GetHashCode();

    public string ToParsableString() => ToString();

    public override string ToString() => $"@{Key:N}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"@{Key:N}", out charsWritten);

    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
