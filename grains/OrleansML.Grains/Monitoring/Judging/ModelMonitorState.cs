namespace OrleansML.Grains.Monitoring;

/// <summary>What is stored of a model's monitor.</summary>
[GenerateSerializer, Alias("OrleansML.ModelMonitorState")]
internal sealed record ModelMonitorState
{
    /// <summary>A <see cref="MonitorRecord"/> in JSON; empty where nothing was ever counted or applied.</summary>
    [Id(0)]
    public string Record { get; init; } = "";
}
