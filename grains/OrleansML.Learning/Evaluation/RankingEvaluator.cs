namespace OrleansML.Learning.Evaluation;

/// <summary>How well scores rank the second class above the first. Sorted once; each evaluation is one pass.</summary>
internal sealed class RankingEvaluator : IMetricEvaluator
{
    // By score, highest first; ends[i] says that a group of equal scores ends after i.
    private readonly int[] _rows;
    private readonly bool[] _positives;
    private readonly bool[] _ends;
    private readonly bool _isAveragePrecision;

    public RankingEvaluator(Predictions predictions, int[] rows, bool isAveragePrecision)
    {
        _isAveragePrecision = isAveragePrecision;
        _rows = [.. rows];
        Array.Sort(Array.ConvertAll(rows, row => -predictions.Values[row]), _rows);
        _positives = Array.ConvertAll(_rows, row => predictions.Rows.Labels[row] == 1);
        _ends = new bool[_rows.Length];
        for (var index = 0; index < _rows.Length; index++)
            _ends[index] = index == _rows.Length - 1 || predictions.Values[_rows[index]] != predictions.Values[_rows[index + 1]];
    }

    public double Evaluate(ReadOnlySpan<double> weights)
    {
        double positivesAbove = 0, negativesAbove = 0, positives = 0, negatives = 0, sum = 0;
        for (var index = 0; index < _rows.Length; index++)
        {
            var weight = weights[_rows[index]];
            if (_positives[index])
                positives += weight;
            else
                negatives += weight;
            if (!_ends[index])
                continue;

            // Pairs that are won by what lies above, ties one half; or the precision at this score, for the recall that it adds.
            if (_isAveragePrecision)
                sum += positives > 0 ? positives * (positivesAbove + positives) / (positivesAbove + positives + negativesAbove + negatives) : 0;
            else
                sum += negatives * (positivesAbove + (positives / 2));
            positivesAbove += positives;
            negativesAbove += negatives;
            positives = negatives = 0;
        }

        return sum / (_isAveragePrecision ? positivesAbove : positivesAbove * negativesAbove);
    }
}
