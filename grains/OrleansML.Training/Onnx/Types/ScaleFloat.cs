namespace OrleansML.Training.Onnx.Types;

/// <summary>
/// FLOAT8E8M0: a power of two from 2^-127 to 2^127, or NaN, without sign and zero. Source: the table of the ONNX operator Cast; of what it
/// leaves open, negative numbers become NaN, and -0 what 0 becomes.
/// </summary>
internal static class ScaleFloat
{
    private const int Bias = 127;
    private const byte Largest = 0xFE;
    private const byte NaN = 0xFF;

    /// <summary>The rounding modes that ONNX knows: away from zero, towards it, to the nearest with halves up.</summary>
    public static IReadOnlyList<string> RoundModes { get; } = ["up", "down", "nearest"];

    /// <summary>The number of each bit pattern.</summary>
    public static float[] Values { get; } =
        [.. Enumerable.Range(0, NaN).Select(pattern => (float)Math.ScaleB(1.0, pattern - Bias)), float.NaN];

    /// <summary>The bit pattern of a number.</summary>
    /// <param name="number">Any number.</param>
    /// <param name="saturates">Whether numbers out of range become the nearest end of it; otherwise they become NaN.</param>
    /// <param name="roundMode">One of <see cref="RoundModes"/>.</param>
    public static byte Encode(double number, bool saturates, string roundMode)
    {
        if (double.IsNaN(number) || number < 0)
            return NaN;
        if (number < Values[0])
            return saturates ? (byte)0 : NaN;
        if (number > Values[Largest])
            return saturates ? Largest : NaN;

        var exponent = Math.ILogB(number);
        var fraction = Math.ScaleB(number, -exponent);
        var isUp = roundMode switch { "up" => fraction > 1, "nearest" => fraction >= 1.5, _ => false };
        return (byte)(exponent + Bias + (isUp ? 1 : 0));
    }
}
