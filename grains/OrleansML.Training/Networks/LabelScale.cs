namespace OrleansML.Training.Networks;

/// <summary>
/// Where the labels of a regression lie, so that a network learns numbers around 0 whatever their unit: its last layer is multiplied by the
/// deviation and shifted by the mean.
/// </summary>
/// <param name="Mean">Mean of the labels; finite.</param>
/// <param name="Deviation">Standard deviation of the labels; finite and above 0.</param>
public readonly record struct LabelScale(double Mean, double Deviation)
{
    /// <summary>Labels as they are.</summary>
    public static LabelScale None { get; } = new(0, 1);

    // Both are stored as 32-bit numbers.
    internal string? Fault => !float.IsFinite((float)Mean) ? $"the mean is {Mean}; a finite 32-bit number is needed"
        : !((float)Deviation > 0 && float.IsFinite((float)Deviation)) ? $"the deviation is {Deviation}; a finite 32-bit number above 0 is needed"
        : null;
}
