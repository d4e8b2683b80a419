using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>What parts consist of: key, then carried columns, then scores.</summary>
/// <param name="Key">Columns of the input that name a row.</param>
/// <param name="Include">Columns of the input that are carried along.</param>
/// <param name="Scores">Columns of scores.</param>
/// <param name="Format">How files are written.</param>
public sealed record ScoringPartLayout(IReadOnlyList<string> Key, IReadOnlyList<string> Include, IReadOnlyList<ScoringScore> Scores, ScoringFormat Format)
{
    /// <summary>The columns of the input that go into the output.</summary>
    internal IEnumerable<string> Carried => Key.Concat(Include);
}
