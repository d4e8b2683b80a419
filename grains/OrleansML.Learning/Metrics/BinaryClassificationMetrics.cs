namespace OrleansML.Learning.Metrics;

/// <summary>Quality of scores that should rank positives above negatives.</summary>
public static class BinaryClassificationMetrics
{
    /// <summary>
    /// The area under the receiver operating characteristic: the chance that a random positive scores above a random negative,
    /// ties counting one half. 0.5 is chance, 1 is perfect.
    /// </summary>
    /// <param name="scores">One score per row; higher means more likely positive. NaN is not allowed.</param>
    /// <param name="labels">True for positives; as many as scores.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the two classes has no row.</exception>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var (positives, negatives) = CountClasses(scores, labels);
        if (positives == 0 || negatives == 0)
        {
            throw new ArgumentException(
                $"ROC AUC needs both classes; {positives} positives and {negatives} negatives were given.", nameof(labels));
        }

        // Mann-Whitney: pairs won by going up the scores, group of equal scores by group.
        var (sortedScores, sortedLabels) = SortByScore(scores, labels);
        var won = 0.0;
        var negativesBelow = 0L;
        for (var start = 0; start < sortedScores.Length;)
        {
            var (end, groupPositives) = ReadGroup(sortedScores, sortedLabels, start);
            var groupNegatives = end - start - groupPositives;
            won += groupPositives * (negativesBelow + groupNegatives / 2.0);
            negativesBelow += groupNegatives;
            start = end;
        }

        return won / ((double)positives * negatives);
    }

    /// <summary>
    /// The average precision: precision at each distinct score, weighted by the recall gained there. The share of positives is
    /// chance level, 1 is perfect; the better number of the two where positives are rare.
    /// </summary>
    /// <param name="scores">One score per row; higher means more likely positive. NaN is not allowed.</param>
    /// <param name="labels">True for positives; as many as scores.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or there is no positive.</exception>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var (positives, negatives) = CountClasses(scores, labels);
        if (positives == 0)
            throw new ArgumentException($"Average precision needs a positive; {negatives} negatives were given.", nameof(labels));

        var (sortedScores, sortedLabels) = SortByScore(scores, labels);
        var remainingPositives = positives;
        var sum = 0.0;
        for (var start = 0; start < sortedScores.Length;)
        {
            var (end, groupPositives) = ReadGroup(sortedScores, sortedLabels, start);
            sum += groupPositives * ((double)remainingPositives / (sortedScores.Length - start));
            remainingPositives -= groupPositives;
            start = end;
        }

        return sum / positives;
    }

    private static (long Positives, long Negatives) CountClasses(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException($"{scores.Length} scores were given for {labels.Length} labels.", nameof(labels));

        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                throw new ArgumentException($"Score {i} is NaN; scores must be comparable.", nameof(scores));
        }

        long positives = labels.Count(true);
        return (positives, labels.Length - positives);
    }

    private static (float[] Scores, bool[] Labels) SortByScore(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var sortedScores = scores.ToArray();
        var sortedLabels = labels.ToArray();
        Array.Sort(sortedScores, sortedLabels);
        return (sortedScores, sortedLabels);
    }

    private static (int End, int Positives) ReadGroup(float[] scores, bool[] labels, int start)
    {
        var end = start;
        var positives = 0;
        for (; end < scores.Length && scores[end] == scores[start]; end++)
            positives += labels[end] ? 1 : 0;
        return (end, positives);
    }
}
