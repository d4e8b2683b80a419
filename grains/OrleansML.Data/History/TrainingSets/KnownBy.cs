namespace OrleansML.Data.History;

/// <summary>Which time decides whether an event was known at the time of a training row.</summary>
public enum KnownBy
{
    /// <summary>When it arrived here: exactly what serving knew. For history that was recorded while it was served.</summary>
    IngestTime,

    /// <summary>
    /// When its source wrote it down, or its event time where that is later: for history that was loaded afterwards. Later corrections do not leak into
    /// earlier rows.
    /// </summary>
    CreatedTime,

    /// <summary>Its event time: for history of which nothing else is known. Corrections are taken as if they had been known from the start.</summary>
    EventTime,
}
