namespace OrleansML.Learning.Profile;

/// <summary>A column of categories.</summary>
public sealed record CategoricalProfile
{
    /// <summary>Most categories that are counted one by one.</summary>
    public const int MostCategories = 50;

    /// <summary>Values that are there.</summary>
    public required long Count { get; init; }

    /// <summary>Values that are missing.</summary>
    public required long Missing { get; init; }

    /// <summary>The <see cref="MostCategories"/> most frequent, most frequent first, of equally frequent ones in ordinal order.</summary>
    public required IReadOnlyList<CategoryCount> Categories { get; init; }

    /// <summary>Values of all other categories together.</summary>
    public required long Other { get; init; }
}
