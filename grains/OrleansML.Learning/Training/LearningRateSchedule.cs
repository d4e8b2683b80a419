namespace OrleansML.Learning.Training;

/// <summary>How the learning rate changes over a run, after warming up.</summary>
public enum LearningRateSchedule
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>Down to 0 along half a cosine (Loshchilov and Hutter, 2017).</summary>
    Cosine,

    /// <summary>Down to 0 along a line.</summary>
    Linear,
}
