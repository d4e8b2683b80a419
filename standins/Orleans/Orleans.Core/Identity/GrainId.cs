using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key, written <c>type/key</c>.</summary>
[Immutable]
[JsonConverter(typeof(GrainIdJsonConverter))]
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>, ISerializable, ISpanFormattable, ISpanParsable<GrainId>
{
    private readonly GrainType _type;
    private readonly IdSpan _key;

    /// <summary>Makes an identity of a type and a key.</summary>
    public GrainId(GrainType type, IdSpan key)
    {
        _type = type;
        _key = key;
    }

    private GrainId(SerializationInfo info, StreamingContext context)
    {
        _ = context;
        _type = new(IdSpan.UnsafeCreate((byte[]?)info.GetValue("tv", typeof(byte[])), info.GetInt32("th")));
        _key = IdSpan.UnsafeCreate((byte[]?)info.GetValue("kv", typeof(byte[])), info.GetInt32("kh"));
    }

    /// <summary>The type of the grain.</summary>
    public GrainType Type => _type;

    /// <summary>The key among the grains of that type.</summary>
    public IdSpan Key => _key;

    /// <summary>Whether this is the identity of no grain.</summary>
    public bool IsDefault => _type.IsDefault && _key.IsDefault;

    /// <summary>Makes an identity of a type and a key; the text of neither may be empty.</summary>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>Makes an identity of a type and a key; the text of neither may be empty.</summary>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new(type, IdSpan.Create(key));
    }

    /// <summary>Makes an identity of a type and a key.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads <c>type/key</c>, and throws <see cref="FormatException"/> for anything else.</summary>
    public static GrainId Parse(string value) => Parse(value.AsSpan(), null);

    /// <summary>Reads <c>type/key</c>, and returns false for anything else.</summary>
    public static bool TryParse(string? value, out GrainId result) => TryParse(value.AsSpan(), null, out result);

    /// <inheritdoc/>
    public static GrainId Parse(string value, IFormatProvider? provider = null) => Parse(value.AsSpan(), provider);

    /// <inheritdoc/>
    public static bool TryParse(string? value, IFormatProvider? provider, out GrainId result)
        => TryParse(value.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => _type.Equals(other._type) && _key.Equals(other._key);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)GetUniformHashCode());

    /// <summary>A hash that is the same in every process, used to place grains on the ring of silos.</summary>
    public uint GetUniformHashCode() => unchecked(_type.GetUniformHashCode() * 31 + _key.GetUniformHashCode());

    /// <inheritdoc/>
    public int CompareTo(GrainId other)
    {
        var byType = _type.CompareTo(other._type);
        return byType != 0 ? byType : _key.CompareTo(other._key);
    }

    /// <inheritdoc/>
    public void GetObjectData(SerializationInfo info, StreamingContext context)
    {
        info.AddValue("tv", GrainType.UnsafeGetArray(_type));
        info.AddValue("th", _type.GetHashCode());
        info.AddValue("kv", IdSpan.UnsafeGetArray(_key));
        info.AddValue("kh", _key.GetHashCode());
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_type}/{_key}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"{_type}/{_key}", out charsWritten);

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <inheritdoc/>
    public static GrainId Parse(ReadOnlySpan<char> value, IFormatProvider? provider = null)
        => TryParse(value, provider, out var result) ? result
            : throw new FormatException($"'{value}' is not a grain id. Expected 'type/key'.");

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> value, IFormatProvider? provider, out GrainId result)
    {
        _ = provider;
        var separator = value.IndexOf('/');
        if (separator <= 0 || separator == value.Length - 1)
        {
            result = default;
            return false;
        }

        result = Create(value[..separator].ToString(), value[(separator + 1)..].ToString());
        return true;
    }
}
