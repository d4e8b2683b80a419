using System.Collections.Concurrent;
using OrleansML.Inference;

namespace OrleansML.Grains.Scoring;

/// <summary>
/// How many rows models compute together on this silo, as trying them has shown. A trial takes as long as scoring a hundred thousand rows of a small
/// model, so each version is tried once for each number of columns that it is given. Safe for concurrent use.
/// </summary>
internal sealed class ScoringBatchSizes
{
    private const int MostKnown = 1_024;

    private readonly ConcurrentDictionary<(ModelId Model, int Columns), int> _known = new();

    /// <summary>Rows that a model computes together, tried where nobody has yet. Blocks the calling thread as long as the trial does.</summary>
    /// <param name="model">The model.</param>
    /// <param name="columns">Columns of the input that it is given.</param>
    /// <param name="trial">Finds the number of rows, and tells whether it was free to find any, which a small sample does not allow; only then it is kept.</param>
    public int Choose(ModelId model, int columns, Func<(int Rows, bool IsGeneral)> trial)
    {
        if (_known.TryGetValue((model, columns), out var known))
            return known;

        var (rows, isGeneral) = trial();
        if (!isGeneral)
            return rows;

        if (_known.Count >= MostKnown)
            _known.Clear();
        return _known[(model, columns)] = rows;
    }
}
