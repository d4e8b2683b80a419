namespace OrleansML.Pipelines;

/// <summary>An alarm of a model.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineAlarm")]
public sealed record PipelineAlarm
{
    /// <summary>What tells it from every other alarm, the same for every repetition; 1 to 200 characters. The last 200 are remembered.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    [Id(1)]
    public required string Model { get; init; }

    /// <summary>Name of the alarm, such as <c>drift</c>.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>When it was raised; part of the key of the run. At most 5 minutes after the silo's clock.</summary>
    [Id(3)]
    public required DateTimeOffset At { get; init; }
}
