namespace OrleansML.Gateway.Training;

/// <summary>Numbers that training computes; JSON has no form for what is not finite.</summary>
internal static class TrainingNumber
{
    /// <summary>The number; null for NaN and the infinities.</summary>
    public static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;
}
