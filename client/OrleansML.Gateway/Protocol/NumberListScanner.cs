using System.Globalization;
using System.Numerics;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Reads a list of plain JSON numbers several times faster than a general JSON reader. It gives up on everything else (other elements, wrong
/// syntax, too many or too large numbers), so that the general reader decides and names the fault.
/// </summary>
internal static class NumberListScanner
{
    private const int MostExactDigits = 19;

    /// <summary>Reads the elements of a list, correctly rounded.</summary>
    /// <param name="json">The text.</param>
    /// <param name="start">Behind the opening bracket.</param>
    /// <param name="destination">Takes the elements.</param>
    /// <param name="count">Elements read.</param>
    /// <returns>Place of the closing bracket; -1 when it gave up.</returns>
    public static int Scan<T>(ReadOnlySpan<byte> json, int start, Span<T> destination, out int count) where T : unmanaged, INumberBase<T>
    {
        count = 0;
        var place = start;
        while (count < destination.Length)
        {
            place = SkipSpace(json, place);
            var begin = place;
            if (!TryScan(json, ref place, out var number) || !TryConvert(number, json[begin..place], out destination[count]))
                return -1;

            count++;
            place = SkipSpace(json, place);
            if ((uint)place >= (uint)json.Length)
                return -1;
            if (json[place] == ']')
                return place;
            if (json[place] != ',')
                return -1;
            place++;
        }

        return -1;
    }

    private static int SkipSpace(ReadOnlySpan<byte> json, int place)
    {
        while ((uint)place < (uint)json.Length && json[place] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            place++;
        return place;
    }

    private static bool TryScan(ReadOnlySpan<byte> json, ref int place, out DecimalNumber number)
    {
        number = default;
        var at = place;
        if ((uint)at < (uint)json.Length && json[at] == '-')
        {
            number.Negative = true;
            at++;
        }

        var first = at;
        at = ScanDigits(json, at, ref number.Digits);
        var digits = at - first;
        if (digits == 0 || (digits > 1 && json[first] == '0'))
            return false;

        if ((uint)at < (uint)json.Length && json[at] == '.')
        {
            var point = at + 1;
            at = ScanDigits(json, point, ref number.Digits);
            if (at == point)
                return false;
            digits += at - point;
            number.Exponent = point - at;
            number.HasFraction = true;
        }

        if ((uint)at < (uint)json.Length && json[at] is (byte)'e' or (byte)'E' && !TryScanExponent(json, ref at, ref number))
            return false;

        number.IsExact = digits <= MostExactDigits;
        place = at;
        return true;
    }

    private static int ScanDigits(ReadOnlySpan<byte> json, int at, ref ulong value)
    {
        while ((uint)at < (uint)json.Length && (uint)(json[at] - '0') <= 9)
            value = unchecked(value * 10 + (uint)(json[at++] - '0'));
        return at;
    }

    private static bool TryScanExponent(ReadOnlySpan<byte> json, ref int at, ref DecimalNumber number)
    {
        at++;
        var negative = false;
        if ((uint)at < (uint)json.Length && json[at] is (byte)'+' or (byte)'-')
            negative = json[at++] == '-';

        var first = at;
        var value = 0UL;
        at = ScanDigits(json, at, ref value);
        if (at == first || at - first > 4)
            return false;

        number.Exponent += negative ? -(int)value : (int)value;
        number.HasFraction = true;
        return true;
    }

    private static bool TryConvert<T>(in DecimalNumber number, ReadOnlySpan<byte> text, out T value) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float))
        {
            if (number.TryToSingle(out var single))
            {
                value = T.CreateTruncating(single);
                return true;
            }
        }
        else if (typeof(T) == typeof(double))
        {
            if (number.TryToDouble(out var real))
            {
                value = T.CreateTruncating(real);
                return true;
            }
        }
        else if (number.TryToInt64(out var integer))
        {
            value = T.CreateTruncating(integer);
            return long.CreateTruncating(value) == integer && T.IsNegative(value) == integer < 0;
        }

        return T.TryParse(text, Style<T>(), CultureInfo.InvariantCulture, out value) && T.IsFinite(value);
    }

    private static NumberStyles Style<T>() =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? NumberStyles.Float : NumberStyles.AllowLeadingSign;
}
