namespace OrleansML.Learning.Training;

/// <summary>
/// The columns that a model sees. What a scale or a category is, is found out from the training rows and goes into the model's manifest, so that
/// serving does the same.
/// </summary>
public sealed record TrainingInputs
{
    /// <summary>Columns of numbers: a missing one becomes the median, then all are scaled to mean 0 and deviation 1.</summary>
    public required IReadOnlyList<string> Numeric { get; init; }

    /// <summary>Columns of categories: each of the most frequent becomes an input of its own, all others and none at all share one.</summary>
    public required IReadOnlyList<string> Categorical { get; init; }

    /// <summary>Most categories of a column that get an input of their own, 2 to 1,000. Default 50.</summary>
    public int MaximumCategories { get; init; } = 50;
}
