using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>
/// Turns any value into one of a type. Text is read in the invariant form; a number becomes a whole one only if it is whole and fits; a time as a number is seconds
/// since 1970-01-01T00:00:00Z, and a number as a time likewise. Not-a-number is missing, and so is empty text unless text is wanted.
/// </summary>
internal sealed class CastStep(FeatureType target, UnparsablePolicy policy) : ParsingStep(policy, $"cannot be turned into {EnumText.Of(target)}")
{
    protected override bool TryParse(ref FeatureValue value)
    {
        if (value.TryGetNumber(out var given) && double.IsNaN(given))
        {
            value = FeatureValue.Missing;
            return true;
        }

        if (value.Type == target)
            return !double.IsInfinity(given);
        if (value.TryGetText(out var text))
            return TryParseText(text, ref value);

        FeatureValue? cast = target switch
        {
            FeatureType.String => FeatureValue.Of(value.ToString()),
            FeatureType.Bool => value.TryGetNumber(out var number) && number is 0 or 1 ? FeatureValue.Of(number == 1) : null,
            FeatureType.Int => TryWhole(value, out var whole) && whole is >= int.MinValue and <= int.MaxValue ? FeatureValue.Of((int)whole) : null,
            FeatureType.Long => TryWhole(value, out var whole) ? FeatureValue.Of(whole) : null,
            FeatureType.Float => TryNumber(value, out var number) && float.IsFinite((float)number) ? FeatureValue.Of((float)number) : null,
            FeatureType.Double => TryNumber(value, out var number) ? FeatureValue.Of(number) : null,
            _ => TryNumber(value, out var seconds) && Math.Abs(seconds) < 6e10 ? FeatureValue.Of(new FeatureTime((long)Math.Round(seconds * 1e6))) : null,
        };
        value = cast.GetValueOrDefault();
        return cast is not null;
    }

    private bool TryParseText(string text, ref FeatureValue value)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            value = FeatureValue.Missing;
            return true;
        }

        if (target == FeatureType.Bool && trimmed is "1" or "0")
        {
            value = FeatureValue.Of(trimmed is "1");
            return true;
        }

        return FeatureTypes.TryParse(target, trimmed, out value);
    }

    private static bool TryNumber(in FeatureValue value, out double number)
    {
        if (value.TryGetTime(out var time))
        {
            number = time.Microseconds / 1e6;
            return true;
        }

        return value.TryGetNumber(out number) && double.IsFinite(number);
    }

    private static bool TryWhole(in FeatureValue value, out long whole)
    {
        if (value.TryGetInteger(out whole))
            return true;

        // 2^63 is the first double that does not fit.
        var fits = TryNumber(value, out var number) && number == Math.Floor(number) && number is >= -9223372036854775808.0 and < 9223372036854775808.0;
        whole = fits ? (long)number : 0;
        return fits;
    }
}
