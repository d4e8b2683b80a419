namespace OrleansML.Gateway.Api;

/// <summary>Numbers that are computed; JSON has no form for what is not finite.</summary>
internal static class FiniteNumber
{
    /// <summary>The number; null for NaN and the infinities.</summary>
    public static double? Of(double? number) => number is { } value && double.IsFinite(value) ? value : null;
}
