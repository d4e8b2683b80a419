namespace OrleansML.Learning.Evaluation;

/// <summary>Draws rows with replacement, as many as there are; the same seed draws the same.</summary>
internal sealed class RowResampler(EvaluationRows rows, int seed)
{
    private readonly Random _random = new(seed);
    private readonly double[] _weights = new double[rows.Count];

    /// <summary>The next resample, as how much each row counts: as often as it was drawn, times its weight. Valid until the next call.</summary>
    public ReadOnlySpan<double> Next()
    {
        Array.Clear(_weights);
        for (var draw = 0; draw < _weights.Length; draw++)
            _weights[_random.Next(_weights.Length)]++;
        if (rows.Weights is { } weights)
        {
            for (var row = 0; row < _weights.Length; row++)
                _weights[row] *= weights[row];
        }

        return _weights;
    }
}
