using System.Globalization;
using System.Numerics;

namespace OrleansML.Training.Onnx.Types;

/// <summary>
/// Numbers as the operator Cast reads and writes them. Written are the fewest digits that tell the number from its neighbours, never with
/// an exponent, and at least one behind the point; what is not finite, and truth values, as ONNX's reference implementation writes them.
/// </summary>
internal static class NumberTexts
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static string Write(bool truth) => truth ? "True" : "False";

    public static string Write<T>(T number)
        where T : IFloatingPointIeee754<T>
    {
        if (T.IsNaN(number))
            return "nan";
        if (T.IsInfinity(number))
            return T.IsNegative(number) ? "-inf" : "inf";

        var parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var sign = parts[0][0] == '-' ? "-" : "";
        var mantissa = parts[0][sign.Length..].Split('.');
        var (whole, fraction) = (mantissa[0], mantissa.ElementAtOrDefault(1) ?? "");
        var point = whole.Length + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var digits = whole + fraction;

        // The point may lie before, behind or among the digits.
        digits = point <= 0 ? new string('0', 1 - point) + digits : digits.PadRight(point + 1, '0');
        point = Math.Max(point, 1);
        return $"{sign}{digits[..point]}.{digits[point..]}";
    }

    /// <summary>The number nearest to a text; <c>INF</c> and <c>NaN</c> in any case stand for themselves.</summary>
    /// <exception cref="InvalidOperationException">The text is no number.</exception>
    public static T Read<T>(string text)
        where T : IFloatingPointIeee754<T>
    {
        return text.ToUpperInvariant() switch
        {
            "INF" or "+INF" => T.PositiveInfinity,
            "-INF" => T.NegativeInfinity,
            "NAN" => T.NaN,
            _ when T.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw NoNumber(text),
        };
    }

    /// <summary>The low 64 bits of the whole number that a text stands for; digits behind the point are cut off.</summary>
    /// <exception cref="InvalidOperationException">The text is no number, or none that 64 bits hold.</exception>
    public static long ReadWhole(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (ulong.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unsigned))
            return unchecked((long)unsigned);

        // The bounds are the nearest doubles outside of what a cast from double to long holds.
        var number = Read<double>(text);
        return number is > -9223372036854777856d and < 9223372036854775808d
            ? (long)number
            : throw new InvalidOperationException($"The text '{text}' is no whole number of 64 bits.");
    }

    private static InvalidOperationException NoNumber(string text) =>
        new($"The text '{text}' is no number; allowed are such as '-3.14', '1e-5', 'INF', '-INF' and 'NaN'.");
}
