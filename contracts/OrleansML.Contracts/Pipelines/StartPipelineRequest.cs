namespace OrleansML.Pipelines;

/// <summary>Asks for a run by hand.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.StartPipelineRequest")]
public sealed record StartPipelineRequest
{
    /// <summary>Id of the operation, the same for every repetition: 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.</summary>
    [Id(0)]
    public required string Operation { get; init; }

    /// <summary>When it was asked for, the same for every repetition; at most 5 minutes after the silo's clock.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Start of the data interval, inclusive; null with <see cref="IntervalEnd"/>: the last complete one of the first trigger by the clock.</summary>
    [Id(2)]
    public DateTimeOffset? IntervalStart { get; init; }

    /// <summary>End of the data interval, exclusive, not before its start.</summary>
    [Id(3)]
    public DateTimeOffset? IntervalEnd { get; init; }
}
