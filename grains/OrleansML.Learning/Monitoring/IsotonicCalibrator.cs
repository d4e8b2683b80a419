namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Probabilities from scores by a function that never falls, fitted to labels by pooling adjacent violators (Barlow, Bartholomew, Bremner and Brunk
/// 1972); linear between scores, constant outside of them. Immutable.
/// </summary>
public sealed class IsotonicCalibrator
{
    private readonly double[] _scores;
    private readonly double[] _probabilities;

    private IsotonicCalibrator(double[] scores, double[] probabilities)
    {
        _scores = scores;
        _probabilities = probabilities;
    }

    /// <summary>Ascending scores.</summary>
    internal IReadOnlyList<double> Scores => _scores;

    /// <summary>The probability that each of them stands for.</summary>
    internal IReadOnlyList<double> Probabilities => _probabilities;

    /// <summary>The one that has these; null where they are none.</summary>
    internal static IsotonicCalibrator? Of(IReadOnlyList<double>? scores, IReadOnlyList<double>? probabilities)
    {
        if (scores is not { Count: > 0 } || probabilities is null || probabilities.Count != scores.Count)
            return null;

        return new IsotonicCalibrator([.. scores], [.. probabilities]);
    }

    /// <summary>Fits.</summary>
    /// <param name="scores">Finite, at least one.</param>
    /// <param name="labels">As many.</param>
    /// <exception cref="ArgumentException">There are none, or the lengths differ.</exception>
    public static IsotonicCalibrator Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.IsEmpty || scores.Length != labels.Length)
            throw new ArgumentException($"{scores.Length} scores were given with {labels.Length} labels; there must be as many, and at least one.", nameof(labels));

        var (sorted, outcomes) = (scores.ToArray(), labels.ToArray());
        Array.Sort(sorted, outcomes);
        var blocks = new List<Block>();
        for (var index = 0; index < sorted.Length;)
        {
            var start = index;
            var positives = 0.0;
            for (; index < sorted.Length && sorted[index] == sorted[start]; index++)
                positives += outcomes[index] ? 1 : 0;
            var block = new Block(sorted[start], sorted[start], positives, index - start);
            while (blocks.Count > 0 && blocks[^1].Mean >= block.Mean)
            {
                block = new Block(blocks[^1].First, block.Last, blocks[^1].Positives + block.Positives, blocks[^1].Count + block.Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        var (knots, means) = (new List<double>(), new List<double>());
        foreach (var block in blocks)
        {
            knots.Add(block.First);
            means.Add(block.Mean);
            if (block.Last > block.First)
            {
                knots.Add(block.Last);
                means.Add(block.Mean);
            }
        }

        return new IsotonicCalibrator([.. knots], [.. means]);
    }

    /// <summary>The probability that a score stands for.</summary>
    public double Calibrate(double score)
    {
        var place = Array.BinarySearch(_scores, score);
        if (place >= 0)
            return _probabilities[place];

        var above = ~place;
        if (above == 0 || above == _scores.Length)
            return _probabilities[above == 0 ? 0 : ^1];

        var share = (score - _scores[above - 1]) / (_scores[above] - _scores[above - 1]);
        return _probabilities[above - 1] + (share * (_probabilities[above] - _probabilities[above - 1]));
    }

    private readonly record struct Block(double First, double Last, double Positives, long Count)
    {
        public double Mean => Positives / Count;
    }
}
