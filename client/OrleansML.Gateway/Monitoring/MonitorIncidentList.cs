namespace OrleansML.Gateway.Monitoring;

/// <summary>Incidents of a model, newest first.</summary>
public sealed record MonitorIncidentList
{
    /// <summary>The incidents.</summary>
    public required MonitorIncidentInfo[] Incidents { get; init; }
}
