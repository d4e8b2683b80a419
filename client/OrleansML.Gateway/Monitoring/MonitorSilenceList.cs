using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>The silences of a model that go on.</summary>
public sealed record MonitorSilenceList
{
    /// <summary>The silences.</summary>
    public required MonitorSilence[] Silences { get; init; }
}
