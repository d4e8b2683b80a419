namespace DuckDB.NET.Native;

/// <summary>Decimals as whole numbers of 128 bits with a scale.</summary>
internal static class DecimalDigits
{
    /// <summary>How many digits after the point a <see cref="decimal"/> can have.</summary>
    private const int HighestScale = 28;

    private static readonly Int128[] PowersOfTen = [.. Enumerable.Range(0, 39).Select(exponent => Power(exponent))];

    /// <summary>All digits of a decimal as a whole number.</summary>
    public static Int128 Of(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = new Int128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return decimal.IsNegative(value) ? -digits : digits;
    }

    /// <summary>How many digits a number has; 1 for 0.</summary>
    public static int Count(Int128 digits)
    {
        var count = 1;
        while (count < PowersOfTen.Length && Int128.Abs(digits) >= PowersOfTen[count])
            count++;
        return count;
    }

    /// <summary>
    /// The digits of a decimal at another scale; digits beyond it are dropped. Null where there are more than <paramref name="width"/>.
    /// </summary>
    public static Int128? Rescale(decimal value, int scale, int width)
    {
        var digits = Of(value);
        if (scale <= value.Scale)
        {
            digits /= PowersOfTen[value.Scale - scale];
        }
        else
        {
            // Checked before multiplying, where the product might not fit in 128 bits.
            if (digits != 0 && Count(digits) + scale - value.Scale > width)
                return null;
            digits *= PowersOfTen[scale - value.Scale];
        }

        return Count(digits) <= width ? digits : null;
    }

    /// <summary>
    /// <paramref name="digits"/> / 10^<paramref name="scale"/>, as officially: the whole part and the fraction are added, so zeros at the end are
    /// dropped, and what a decimal has no room for is rounded. Throws <see cref="OverflowException"/> where the sum has no room.
    /// </summary>
    public static decimal ToDecimal(Int128 digits, int scale)
    {
        var (whole, fraction) = Int128.DivRem(digits, PowersOfTen[scale]);
        if (scale > HighestScale)
        {
            fraction /= PowersOfTen[scale - HighestScale];
            scale = HighestScale;
        }

        return (decimal)whole + ((decimal)fraction / (decimal)PowersOfTen[scale]);
    }

    /// <summary><paramref name="digits"/> / 10^<paramref name="scale"/>; null where there is a fraction.</summary>
    public static Int128? ToWhole(Int128 digits, int scale)
    {
        var (whole, fraction) = Int128.DivRem(digits, PowersOfTen[scale]);
        return fraction == 0 ? whole : null;
    }

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        while (exponent-- > 0)
            power *= 10;
        return power;
    }
}
