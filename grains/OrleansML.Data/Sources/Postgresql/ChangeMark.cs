using System.Globalization;
using System.Runtime.InteropServices;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// How far the changes of a table were read: the greatest value of the watermark column, and hashes of the rows already taken that have just
/// this value, since more such rows may come. Of equal rows each counts.
/// </summary>
/// <param name="Kind">Type of the column: n whole number, z timestamp with time zone, t without, d date.</param>
/// <param name="Value">The number, or microseconds since 1970.</param>
/// <param name="Seen">The hashes, each as often as such a row was taken.</param>
internal sealed record ChangeMark(char Kind, long Value, List<ulong> Seen)
{
    /// <summary>Most rows of one value that are told apart.</summary>
    public const int MaximumSeen = 65_536;

    /// <summary>The value as PostgreSQL reads it.</summary>
    public string Literal => Kind switch
    {
        'n' => Value.ToString(CultureInfo.InvariantCulture),
        'd' => Time("yyyy-MM-dd"),
        't' => Time("yyyy-MM-dd HH:mm:ss.ffffff"),
        _ => Time("yyyy-MM-dd HH:mm:ss.ffffff") + "+00",
    };

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static ChangeMark Parse(string text)
    {
        var parts = text.Split(':');
        var hashes = new byte[text.Length];
        if (parts.Length != 3 || parts[0] is not ("n" or "z" or "t" or "d")
            || !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || (parts[0] != "n" && !ColumnValue.IsTime(value))
            || !Convert.TryFromBase64String(parts[2], hashes, out var length) || length % sizeof(ulong) != 0)
        {
            throw new ArgumentException("The watermark is not one that a poll of this source returned.", nameof(text));
        }

        return new ChangeMark(parts[0][0], value, [.. MemoryMarshal.Cast<byte, ulong>(hashes.AsSpan(0, length))]);
    }

    /// <summary>The mark as text, to keep.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Kind}:{Value}:{Convert.ToBase64String(MemoryMarshal.AsBytes(Seen.Order().ToArray().AsSpan()))}");

    private string Time(string format) => new FeatureTime(Value).ToDateTimeOffset().UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
