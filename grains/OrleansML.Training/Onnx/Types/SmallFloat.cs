using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Types;

/// <summary>
/// A float of a sign, an exponent and a mantissa in 8 or 4 bits. Source: "Float stored in 8 bits" and "Float stored in 4 bits" of the ONNX
/// documentation, and the tables of the operator Cast.
/// </summary>
internal sealed class SmallFloat
{
    private readonly int _sign;
    private readonly int _overflow;
    private readonly int _nan;
    private readonly bool _hasNegativeZero;

    // Positive finite values by their bit pattern, and behind them the value that the next pattern would have: from halfway to it on, a
    // number is out of range.
    private readonly double[] _magnitudes;

    private SmallFloat(int mantissaBits, int bias, int sign, int finite, int overflow, int nan, bool hasNegativeZero)
    {
        (_sign, _overflow, _nan, _hasNegativeZero) = (sign, overflow, nan, hasNegativeZero);
        _magnitudes = [.. Enumerable.Range(0, finite + 1).Select(pattern => Magnitude(pattern, mantissaBits, bias))];
        Values = [.. Enumerable.Range(0, 2 * sign).Select(Decode)];
    }

    /// <summary>The number of each bit pattern.</summary>
    public float[] Values { get; }

    private int Finite => _magnitudes.Length - 1;

    private static SmallFloat E4M3Fn { get; } = new(3, 7, 0x80, finite: 0x7F, overflow: 0x7F, nan: 0x7F, hasNegativeZero: true);

    private static SmallFloat E4M3Fnuz { get; } = new(3, 8, 0x80, finite: 0x80, overflow: 0x80, nan: 0x80, hasNegativeZero: false);

    private static SmallFloat E5M2 { get; } = new(2, 15, 0x80, finite: 0x7C, overflow: 0x7C, nan: 0x7E, hasNegativeZero: true);

    private static SmallFloat E5M2Fnuz { get; } = new(2, 16, 0x80, finite: 0x80, overflow: 0x80, nan: 0x80, hasNegativeZero: false);

    // It has no NaN. The recorded cases of the ONNX project make -0 of it, though the documentation says 6.
    private static SmallFloat E2M1 { get; } = new(1, 1, 0x8, finite: 0x8, overflow: 0x7, nan: 0x8, hasNegativeZero: true);

    /// <summary>The format of an element type; null where the type is none of these.</summary>
    public static SmallFloat? Of(DataType type) => type switch
    {
        DataType.Float8E4M3Fn => E4M3Fn,
        DataType.Float8E4M3Fnuz => E4M3Fnuz,
        DataType.Float8E5M2 => E5M2,
        DataType.Float8E5M2Fnuz => E5M2Fnuz,
        DataType.Float4E2M1 => E2M1,
        _ => null,
    };

    /// <summary>The bit pattern of the nearest value, of two equally near ones the even.</summary>
    /// <param name="number">Any number.</param>
    /// <param name="saturates">
    /// Whether numbers out of range, infinities included, become the largest value; otherwise they become infinite, or NaN where the format
    /// has no infinities. The format of 4 bits always saturates.
    /// </param>
    public byte Encode(double number, bool saturates)
    {
        var pattern = double.IsNaN(number) ? _nan : Round(Math.Abs(number));
        if (pattern == Finite && !double.IsNaN(number))
            pattern = saturates ? Finite - 1 : _overflow;
        var isNegative = double.IsNegative(number) && (_hasNegativeZero || pattern != 0);
        return (byte)(isNegative ? pattern | _sign : pattern);
    }

    private static double Magnitude(int pattern, int mantissaBits, int bias)
    {
        var (exponent, mantissa) = (pattern >> mantissaBits, pattern & ((1 << mantissaBits) - 1));
        return exponent == 0
            ? Math.ScaleB(mantissa, 1 - bias - mantissaBits)
            : Math.ScaleB(mantissa + (1 << mantissaBits), exponent - bias - mantissaBits);
    }

    private float Decode(int pattern)
    {
        var (isNegative, magnitude) = (pattern >= _sign, pattern % _sign);
        var value = (isNegative, magnitude) switch
        {
            (true, 0) when !_hasNegativeZero => float.NaN,
            _ when magnitude < Finite => (float)_magnitudes[magnitude],
            _ when magnitude == _overflow && _overflow != _nan => float.PositiveInfinity,
            _ => float.NaN,
        };
        return isNegative ? -value : value;
    }

    private int Round(double magnitude)
    {
        var above = Array.BinarySearch(_magnitudes, magnitude);
        if (above >= 0)
            return above;

        above = ~above;
        if (above > Finite)
            return Finite;

        var middle = (_magnitudes[above - 1] + _magnitudes[above]) / 2;
        return magnitude > middle || (magnitude == middle && int.IsEvenInteger(above)) ? above : above - 1;
    }
}
