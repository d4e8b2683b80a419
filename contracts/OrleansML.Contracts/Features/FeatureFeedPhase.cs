namespace OrleansML.Features;

/// <summary>How a feed stands. The numbers are part of the wire format and never change.</summary>
public enum FeatureFeedPhase : byte
{
    /// <summary>It was never started, or was stopped.</summary>
    Idle = 0,

    /// <summary>It takes events from its source; a failure of the source is tried again.</summary>
    Running = 1,

    /// <summary>Every event of its files was taken in.</summary>
    Completed = 2,

    /// <summary>It cannot go on: its files or settings must be changed.</summary>
    Failed = 3,
}
