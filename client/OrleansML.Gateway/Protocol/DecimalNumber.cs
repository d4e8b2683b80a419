namespace OrleansML.Gateway.Protocol;

/// <summary>
/// A number as its decimal digits. Converts to binary numbers where one floating-point operation gives the correctly rounded result (Clinger,
/// "How to read floating point numbers accurately", 1990) or an error bound shows that it does; says no otherwise.
/// </summary>
internal struct DecimalNumber
{
    private const ulong LargestExactInDouble = 1UL << 53;
    private const int LargestExactPower = 22;
    private const float SmallestNormalSingle = 1.17549435E-38f;

    // A double has 29 bits more than a single. Two roundings move it by less than 4 units of the last place.
    private const long BelowSingle = (1L << 29) - 1;
    private const long Halfway = 1L << 28;
    private const long Uncertainty = 4;

    private static readonly double[] Powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>All digits as one whole number; meaningless unless <see cref="IsExact"/>.</summary>
    public ulong Digits;

    /// <summary>Power of ten that the digits are multiplied by.</summary>
    public int Exponent;

    public bool Negative;

    /// <summary>Whether it was written with a point or an exponent.</summary>
    public bool HasFraction;

    /// <summary>Whether <see cref="Digits"/> holds all digits.</summary>
    public bool IsExact;

    public readonly bool TryToDouble(out double value)
    {
        value = Scaled();
        return IsExact && Digits <= LargestExactInDouble && Math.Abs(Exponent) <= LargestExactPower;
    }

    public readonly bool TryToSingle(out float value)
    {
        var scaled = Scaled();
        value = (float)scaled;
        if (!IsExact || Math.Abs(Exponent) > LargestExactPower)
            return false;
        if (Digits == 0)
            return true;

        // Where the double lies close to the middle between two singles, its own rounding may have moved it across.
        var distance = (BitConverter.DoubleToInt64Bits(scaled) & BelowSingle) - Halfway;
        return Math.Abs(distance) > Uncertainty && Math.Abs(value) is >= SmallestNormalSingle and <= float.MaxValue;
    }

    public readonly bool TryToInt64(out long value)
    {
        value = Negative ? -(long)Digits : (long)Digits;
        return IsExact && !HasFraction && Digits <= long.MaxValue;
    }

    private readonly double Scaled()
    {
        var power = Powers[Math.Min(Math.Abs(Exponent), LargestExactPower)];
        var value = Exponent < 0 ? Digits / power : Digits * power;
        return Negative ? -value : value;
    }
}
