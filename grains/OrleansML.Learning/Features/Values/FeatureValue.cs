using System.Globalization;

namespace OrleansML.Learning.Features;

/// <summary>A typed value or its absence, in 16 bytes; numbers are never boxed. The default is missing.</summary>
public readonly struct FeatureValue : IEquatable<FeatureValue>, IComparable<FeatureValue>
{
    private static readonly TypeTag[] Tags = [.. Enum.GetValues<FeatureType>().Select(type => new TypeTag(type))];

    // Null when missing, the text itself when it is text, otherwise the tag of the type of the bits.
    private readonly object? _tag;
    private readonly long _bits;

    private FeatureValue(object tag, long bits)
    {
        _tag = tag;
        _bits = bits;
    }

    /// <summary>No value.</summary>
    public static FeatureValue Missing => default;

    /// <summary>Whether there is no value.</summary>
    public bool IsMissing => _tag is null;

    /// <summary>Type of the value; null when missing.</summary>
    public FeatureType? Type => _tag switch
    {
        null => null,
        string => FeatureType.String,
        _ => Tag.Type,
    };

    internal long Bits => _bits;

    private TypeTag Tag => System.Runtime.CompilerServices.Unsafe.As<TypeTag>(_tag!);

    /// <summary>A value of type <see cref="FeatureType.Bool"/>.</summary>
    public static FeatureValue Of(bool value) => FromBits(FeatureType.Bool, value ? 1 : 0);

    /// <summary>A value of type <see cref="FeatureType.Int"/>.</summary>
    public static FeatureValue Of(int value) => FromBits(FeatureType.Int, value);

    /// <summary>A value of type <see cref="FeatureType.Long"/>.</summary>
    public static FeatureValue Of(long value) => FromBits(FeatureType.Long, value);

    /// <summary>A value of type <see cref="FeatureType.Float"/>.</summary>
    public static FeatureValue Of(float value) => FromBits(FeatureType.Float, BitConverter.SingleToInt32Bits(value));

    /// <summary>A value of type <see cref="FeatureType.Double"/>.</summary>
    public static FeatureValue Of(double value) => FromBits(FeatureType.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A value of type <see cref="FeatureType.Timestamp"/>.</summary>
    public static FeatureValue Of(FeatureTime value) => FromBits(FeatureType.Timestamp, value.Microseconds);

    /// <summary>A value of type <see cref="FeatureType.String"/>; missing when the text is null.</summary>
    public static FeatureValue Of(string? value) => value is null ? default : new FeatureValue(value, 0);

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(FeatureValue left, FeatureValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(FeatureValue left, FeatureValue right) => !left.Equals(right);

    /// <summary>The value as a number: numbers as they are, a long rounded to the nearest double, true as 1 and false as 0.</summary>
    /// <returns>False when missing, text or a time.</returns>
    public bool TryGetNumber(out double value)
    {
        value = 0;
        if (_tag is null or string)
            return false;

        switch (Tag.Type)
        {
            case FeatureType.Double:
                value = BitConverter.Int64BitsToDouble(_bits);
                return true;
            case FeatureType.Float:
                value = BitConverter.Int32BitsToSingle((int)_bits);
                return true;
            case FeatureType.Bool or FeatureType.Int or FeatureType.Long:
                value = _bits;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The value as a whole number: of type int, long or bool.</summary>
    /// <returns>False when it is anything else.</returns>
    public bool TryGetInteger(out long value)
    {
        value = _bits;
        return _tag is TypeTag { Type: FeatureType.Bool or FeatureType.Int or FeatureType.Long };
    }

    /// <summary>The value as text.</summary>
    /// <returns>False when it is anything else.</returns>
    public bool TryGetText([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = _tag as string;
        return value is not null;
    }

    /// <summary>The value as true or false.</summary>
    /// <returns>False when it is anything else.</returns>
    public bool TryGetBoolean(out bool value)
    {
        value = _bits != 0;
        return _tag is TypeTag { Type: FeatureType.Bool };
    }

    /// <summary>The value as a time.</summary>
    /// <returns>False when it is anything else.</returns>
    public bool TryGetTime(out FeatureTime value)
    {
        value = new FeatureTime(_bits);
        return _tag is TypeTag { Type: FeatureType.Timestamp };
    }

    /// <summary>Same type and same value; not-a-number equals itself, 0.0 and -0.0 differ.</summary>
    public bool Equals(FeatureValue other) =>
        _bits == other._bits && (ReferenceEquals(_tag, other._tag) || (_tag is string left && other._tag is string right && left == right));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeatureValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _tag is string text ? text.GetHashCode(StringComparison.Ordinal) : HashCode.Combine(Type, _bits);

    /// <summary>A total order: missing first, then by type, then by value (text ordinal, not-a-number first).</summary>
    public int CompareTo(FeatureValue other)
    {
        if (Type != other.Type)
            return Nullable.Compare(Type, other.Type);
        if (_tag is string left)
            return string.CompareOrdinal(left, (string)other._tag!);

        if (Type is FeatureType.Double or FeatureType.Float && TryGetNumber(out var number) && other.TryGetNumber(out var otherNumber))
        {
            var order = number.CompareTo(otherNumber);
            if (order != 0)
                return order;
        }

        return _bits.CompareTo(other._bits);
    }

    /// <summary>The value in the invariant culture, numbers so that they read back the same; empty when missing.</summary>
    public override string ToString() => Type switch
    {
        null => "",
        FeatureType.String => (string)_tag!,
        FeatureType.Bool => _bits != 0 ? "true" : "false",
        FeatureType.Float => BitConverter.Int32BitsToSingle((int)_bits).ToString("R", CultureInfo.InvariantCulture),
        FeatureType.Double => BitConverter.Int64BitsToDouble(_bits).ToString("R", CultureInfo.InvariantCulture),
        FeatureType.Timestamp => new FeatureTime(_bits).ToString(),
        _ => _bits.ToString(CultureInfo.InvariantCulture),
    };

    internal static FeatureValue FromBits(FeatureType type, long bits) => new(Tags[(int)type], bits);

    private sealed class TypeTag(FeatureType type)
    {
        public readonly FeatureType Type = type;
    }
}
