namespace OrleansML.Learning.Monitoring;

/// <summary>What an objective is about.</summary>
internal enum SloObjective
{
    /// <summary>Requests that are answered.</summary>
    Availability,

    /// <summary>Answers that come within the time set.</summary>
    Latency,
}
