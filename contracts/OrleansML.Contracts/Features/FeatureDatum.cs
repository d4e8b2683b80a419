using System.Globalization;

namespace OrleansML.Features;

/// <summary>A typed value or its absence; the default is missing.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Bits">
/// Whole numbers, times in microseconds since 1970-01-01T00:00:00Z and true as 1 as they are; floating-point numbers by their bits.
/// </param>
/// <param name="Text">The text of a <see cref="FeatureDatumType.String"/>; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureDatum")]
public readonly record struct FeatureDatum(
    [property: Id(0)] FeatureDatumType Type, [property: Id(1)] long Bits, [property: Id(2)] string? Text)
{
    /// <summary>True or false.</summary>
    public static implicit operator FeatureDatum(bool value) => new(FeatureDatumType.Bool, value ? 1 : 0, null);

    /// <summary>A 32-bit whole number.</summary>
    public static implicit operator FeatureDatum(int value) => new(FeatureDatumType.Int, value, null);

    /// <summary>A 64-bit whole number.</summary>
    public static implicit operator FeatureDatum(long value) => new(FeatureDatumType.Long, value, null);

    /// <summary>A 32-bit floating-point number.</summary>
    public static implicit operator FeatureDatum(float value) => new(FeatureDatumType.Float, BitConverter.SingleToInt32Bits(value), null);

    /// <summary>A 64-bit floating-point number.</summary>
    public static implicit operator FeatureDatum(double value) => new(FeatureDatumType.Double, BitConverter.DoubleToInt64Bits(value), null);

    /// <summary>A text; missing when null.</summary>
    public static implicit operator FeatureDatum(string? value) => value is null ? default : new(FeatureDatumType.String, 0, value);

    /// <summary>A time, truncated to the microsecond.</summary>
    public static implicit operator FeatureDatum(DateTimeOffset value) =>
        new(FeatureDatumType.Timestamp, (value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond, null);

    /// <summary>The value as bool, int, long, float, double, string or <see cref="DateTimeOffset"/>; null when missing. Boxes; for display.</summary>
    public object? ToObject() => Type switch
    {
        FeatureDatumType.Bool => Bits != 0,
        FeatureDatumType.Int => (int)Bits,
        FeatureDatumType.Long => Bits,
        FeatureDatumType.Float => BitConverter.Int32BitsToSingle((int)Bits),
        FeatureDatumType.Double => BitConverter.Int64BitsToDouble(Bits),
        FeatureDatumType.String => Text,
        FeatureDatumType.Timestamp => DateTimeOffset.UnixEpoch.AddMicroseconds(Bits),
        _ => null,
    };

    /// <summary>The value in the invariant culture, numbers so that they read back the same; empty when missing.</summary>
    public override string ToString() => ToObject() switch
    {
        null => "",
        bool value => value ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
