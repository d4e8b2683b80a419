namespace OrleansML.Learning.Evaluation;

/// <summary>What a model predicts.</summary>
public enum EvaluationTask
{
    /// <summary>The probability of the second of two classes.</summary>
    BinaryClassification,

    /// <summary>A probability for each of several classes.</summary>
    MulticlassClassification,

    /// <summary>A number.</summary>
    Regression,
}
