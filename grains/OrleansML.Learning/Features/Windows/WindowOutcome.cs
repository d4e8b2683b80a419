namespace OrleansML.Learning.Features.Windows;

/// <summary>What became of an event.</summary>
public enum WindowOutcome
{
    /// <summary>It counts from now on.</summary>
    Counted,

    /// <summary>It counts as soon as the clock reaches its event time.</summary>
    Pending,

    /// <summary>It is late, within the bound, but so old that no window reaches it any more, or holds no value that a window counts.</summary>
    WithoutEffect,

    /// <summary>Its id arrived before; ignored.</summary>
    Duplicate,

    /// <summary>It is older than the longest window and the late-event bound together; dropped.</summary>
    TooOld,

    /// <summary>It lies further ahead of the clock than <see cref="FeatureClock.MaximumAhead"/>, or too many events wait already; dropped.</summary>
    AheadOfClock,
}
