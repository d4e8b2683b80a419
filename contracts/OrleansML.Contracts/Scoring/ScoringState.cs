namespace OrleansML.Scoring;

/// <summary>Where a scoring job stands. The numbers are part of the wire format and of stored jobs, and never change.</summary>
public enum ScoringState
{
    /// <summary>It is written down and begins shortly.</summary>
    Planned = 0,

    /// <summary>Workers score rows, or it waits for them; rows may still be found and planned meanwhile.</summary>
    Running = 1,

    /// <summary>All rows are scored, and the result is being published.</summary>
    Finishing = 2,

    /// <summary>It ended, and the result can be read.</summary>
    Completed = 3,

    /// <summary>It ended without a result; the reason says why. It can be resumed.</summary>
    Failed = 4,

    /// <summary>Somebody ended it. It can be resumed.</summary>
    Cancelled = 5,
}
