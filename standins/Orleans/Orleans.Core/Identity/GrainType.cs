using System.Runtime.Serialization;

namespace Orleans.Runtime;

/// <summary>The name of a kind of grain, the first half of a <see cref="GrainId"/>.</summary>
[Immutable]
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>, ISerializable, ISpanFormattable
{
    private readonly IdSpan _value;

    /// <summary>Makes a type of its name.</summary>
    public GrainType(IdSpan id) => _value = id;

    /// <summary>Makes a type of the UTF-8 bytes of its name; the array is kept, not copied.</summary>
    public GrainType(byte[] value) => _value = new(value);

    private GrainType(SerializationInfo info, StreamingContext context)
    {
        _ = context;
        _value = IdSpan.UnsafeCreate((byte[]?)info.GetValue("v", typeof(byte[])), info.GetInt32("h"));
    }

    /// <summary>The name.</summary>
    public IdSpan Value => _value;

    /// <summary>Whether there is no name.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>Makes a type of its name, which must not be empty.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(IdSpan.Create(value));
    }

    /// <summary>Returns the bytes of the name themselves, not a copy; they must not be changed.</summary>
    public static byte[]? UnsafeGetArray(GrainType id) => IdSpan.UnsafeGetArray(id._value);

    /// <summary>The UTF-8 bytes of the name.</summary>
    public ReadOnlySpan<byte> AsSpan() => _value.AsSpan();

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>Returns a hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => _value.GetUniformHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    /// <inheritdoc/>
    public void GetObjectData(SerializationInfo info, StreamingContext context) => _value.GetObjectData(info, context);

    /// <inheritdoc/>
    public override string ToString() => _value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => _value.TryFormat(destination, out charsWritten);

    /// <summary>Returns the name of a grain type.</summary>
    public static explicit operator IdSpan(GrainType kind) => kind._value;

    /// <summary>Makes a grain type of a name.</summary>
    public static explicit operator GrainType(IdSpan id) => new(id);

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
