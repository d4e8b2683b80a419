using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>A column of a tensor: where its raw value lies, what happens to it, where it goes.</summary>
internal sealed record PlannedColumn
{
    private const string MissingRefusal = "is missing, and no step imputes one";

    /// <summary>Place among the raw columns.</summary>
    public required int Slot { get; init; }

    public required string Name { get; init; }

    public required PreprocessingStep[] Steps { get; init; }

    /// <summary>Null when the value itself goes into the tensor.</summary>
    public OneHotEncoding? Encoding { get; init; }

    public required MissingPolicy Missing { get; init; }

    /// <summary>First element of a row that it writes.</summary>
    public int Offset { get; init; }

    public int Width => Encoding?.Width ?? 1;

    /// <summary>Applies the steps and finds the place of a category.</summary>
    /// <returns>Null, or why the value is refused.</returns>
    public string? Apply(ref FeatureValue value, out int place)
    {
        place = -1;
        foreach (var step in Steps)
        {
            if ((!value.IsMissing || step.SeesMissing) && step.Apply(ref value) is { } refusal)
                return refusal;
        }

        if (value.IsMissing)
            return Missing == MissingPolicy.Error ? MissingRefusal : null;
        return Encoding is null || Encoding.TryPlace(value, out place) ? null : Encoding.Refusal;
    }
}
