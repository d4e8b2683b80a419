namespace OrleansML.Learning.Pipelines;

/// <summary>Kinds of steps.</summary>
public enum StepKind
{
    /// <summary>Builds a training set from feature history.</summary>
    TrainingSet,

    /// <summary>Writes predictions that have a label as rows to train on.</summary>
    LabelledPredictions,

    /// <summary>Trains a model.</summary>
    Train,

    /// <summary>Goes on only if a trained model passed its gate.</summary>
    Gate,

    /// <summary>Lets a version serve.</summary>
    Deploy,

    /// <summary>Scores many rows.</summary>
    Score,

    /// <summary>Runs an SQL statement.</summary>
    Sql,

    /// <summary>Calls an HTTP service.</summary>
    Http,

    /// <summary>Runs a program that the operator allows.</summary>
    Process,
}
