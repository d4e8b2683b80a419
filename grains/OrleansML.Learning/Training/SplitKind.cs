namespace OrleansML.Learning.Training;

/// <summary>What decides which rows are for what.</summary>
public enum SplitKind
{
    /// <summary>When they happened: the honest way where a model is to predict what comes.</summary>
    Time,

    /// <summary>A hash of their key.</summary>
    Hash,

    /// <summary>A column of theirs.</summary>
    Column,
}
