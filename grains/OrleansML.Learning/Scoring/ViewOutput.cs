namespace OrleansML.Learning.Scoring;

/// <summary>Scores as values of a feature view: the key of a row is the entity, a column of the output the field of its name.</summary>
/// <param name="View">Name of the view.</param>
/// <param name="Source">The pushed source of the view that takes them; null: its only one.</param>
public sealed record ViewOutput(string View, string? Source = null) : ScoringOutput
{
    /// <summary>Names that columns of the key have in the view, where these are others. Default: their own.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}
