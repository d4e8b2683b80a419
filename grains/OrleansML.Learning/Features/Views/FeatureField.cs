namespace OrleansML.Learning.Features;

/// <summary>A value that a source delivers.</summary>
public sealed record FeatureField
{
    private const int ShownCategories = 20;

    /// <summary>Name, unique in its view.</summary>
    public required string Name { get; init; }

    /// <summary>Type of its values.</summary>
    public required FeatureType Type { get; init; }

    /// <summary>Name of the source that delivers it.</summary>
    public required string Source { get; init; }

    /// <summary>Where the source keeps it: a column, or a JSON pointer. Default: its name.</summary>
    public required string Column { get; init; }

    /// <summary>Unit, for people; empty when it has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest allowed number; null when unbounded.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest allowed number; null when unbounded.</summary>
    public double? Maximum { get; init; }

    /// <summary>Allowed texts, in ordinal order; null when any text is allowed.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Value used when no usable one is known; missing when there is none.</summary>
    public FeatureValue Default { get; init; }

    /// <summary>How long after its event time a value is fresh; null: for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How its values must be protected.</summary>
    public FeaturePrivacy Privacy { get; init; }

    /// <summary>Says why a value is not allowed; null when it is. A missing value is allowed.</summary>
    public string? WhyRefused(FeatureValue value)
    {
        if (value.IsMissing)
            return null;
        if (value.Type != Type)
            return $"'{Name}' must be of type {Definitions.EnumText.Of(Type)}, and is of type {Definitions.EnumText.Of(value.Type!.Value)}";
        if (Type.IsNumeric() && value.TryGetNumber(out var number) && !(double.IsFinite(number) && !(number < Minimum) && !(number > Maximum)))
            return $"'{Name}' is {Shown(value)}; {Range()} is allowed";
        if (Categories is not null && value.TryGetText(out var text) && !IsCategory(Categories, text))
        {
            var more = Categories.Count > ShownCategories ? $" and {Categories.Count - ShownCategories} more" : "";
            return $"'{Name}' is {Shown(value)}; allowed are {string.Join(", ", Categories.Take(ShownCategories))}{more}";
        }

        return null;
    }

    // There may be thousands, and every event is checked: they are sorted.
    private static bool IsCategory(IReadOnlyList<string> sorted, string text)
    {
        var (low, high) = (0, sorted.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(sorted[middle], text);
            if (order == 0)
                return true;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return false;
    }

    // The reason may end in a log or in an answer to the source.
    private string Shown(FeatureValue value) => Privacy == FeaturePrivacy.None ? $"'{value}'" : "masked";

    private string Range() => (Minimum, Maximum) switch
    {
        (null, null) => "a finite number",
        ({ } minimum, null) => FormattableString.Invariant($"a number of {minimum:R} or more"),
        (null, { } maximum) => FormattableString.Invariant($"a number of {maximum:R} or less"),
        ({ } minimum, { } maximum) => FormattableString.Invariant($"a number from {minimum:R} to {maximum:R}"),
    };
}
