namespace OrleansML.Learning.Monitoring;

/// <summary>What became of an incident.</summary>
internal enum AlarmTransitionKind
{
    Opened,

    /// <summary>It stays as it is, or is being told of late or again.</summary>
    Kept,

    /// <summary>It is worse than before.</summary>
    Escalated,

    Closed,
}
