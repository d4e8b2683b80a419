namespace OrleansML.Training.Runs;

/// <summary>What the value that a loss is computed from means.</summary>
internal enum PredictionKind
{
    /// <summary>The predicted number.</summary>
    Number,

    /// <summary>Log-odds, one for each row, or one for each of two classes.</summary>
    LogOdds,

    /// <summary>A score for each class, before softmax.</summary>
    Scores,

    /// <summary>A probability of the second class for each row, or one for each class.</summary>
    Probabilities,
}
