using OrleansML.Learning.Metrics;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Whether calibrating makes probabilities better, as NannyML decides it: ten times a tenth of the rows, stratified, is calibrated by the rest; all of
/// those together then have a smaller expected calibration error, in ten bins of equal number, or not.
/// </summary>
internal static class CalibrationNeed
{
    private const int Splits = 10;
    private const int Bins = 10;
    private const double TestShare = 0.1;
    private const double PerfectRanking = 0.999;

    public static bool IsThere(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int seed)
    {
        var positives = labels.Count(true);
        var ranked = Array.ConvertAll(scores.ToArray(), static score => (float)score);
        if (positives == 0 || positives == labels.Length || BinaryClassificationMetrics.RocAuc(ranked, labels) > PerfectRanking)
            return false;

        var (raw, calibrated, outcomes) = (new List<double>(), new List<double>(), new List<bool>());
        var random = new Random(seed);
        var rows = Enumerable.Range(0, labels.Length).ToArray();
        for (var split = 0; split < Splits; split++)
        {
            random.Shuffle(rows);
            var (training, test) = Split(rows, labels, positives);
            var calibrator = IsotonicCalibrator.Fit(Pick(scores, training), Pick(labels, training));
            foreach (var row in test)
            {
                raw.Add(scores[row]);
                calibrated.Add(calibrator.Calibrate(scores[row]));
                outcomes.Add(labels[row]);
            }
        }

        return EqualCountError(raw, outcomes) > EqualCountError(calibrated, outcomes);
    }

    /// <summary>Where bins of equal number begin and end; what does not divide evenly goes to the last.</summary>
    internal static (int Start, int End)[] BinEdges(int count, int bins)
    {
        if (count <= 2 * bins)
            bins = count / 2;
        if (bins < 2)
            throw new ArgumentException($"{count} rows are too few for two bins.", nameof(count));

        var width = count / bins;
        var starts = Enumerable.Range(0, count / width).Select(bin => bin * width).ToArray();
        return [.. starts.Select((start, bin) => (start, bin == starts.Length - 1 ? count : start + width))];
    }

    private static double EqualCountError(List<double> probabilities, List<bool> outcomes)
    {
        var (sorted, labels) = (probabilities.ToArray(), outcomes.ToArray());
        Array.Sort(sorted, labels);
        var sum = 0.0;
        foreach (var (start, end) in BinEdges(sorted.Length, Bins))
            sum += Math.Abs(sorted[start..end].Sum() - labels.AsSpan(start, end - start).Count(true));
        return sum / sorted.Length;
    }

    // The first of each class in the shuffled order are left out.
    private static (List<int> Training, List<int> Test) Split(int[] rows, ReadOnlySpan<bool> labels, int positives)
    {
        var (positivesLeft, negativesLeft) = ((int)Math.Ceiling(positives * TestShare), (int)Math.Ceiling((labels.Length - positives) * TestShare));
        var (training, test) = (new List<int>(), new List<int>());
        foreach (var row in rows)
        {
            ref var left = ref (labels[row] ? ref positivesLeft : ref negativesLeft);
            (left > 0 ? test : training).Add(row);
            left--;
        }

        return (training, test);
    }

    private static T[] Pick<T>(ReadOnlySpan<T> values, List<int> rows)
    {
        var picked = new T[rows.Count];
        for (var index = 0; index < picked.Length; index++)
            picked[index] = values[rows[index]];
        return picked;
    }
}
