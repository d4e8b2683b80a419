namespace OrleansML.Learning.Monitoring;

/// <summary>How bad it is when a rule is broken; each is worse than the one before.</summary>
public enum AlarmSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Somebody should look during the day.</summary>
    Warning,

    /// <summary>Somebody must look now.</summary>
    Critical,
}
