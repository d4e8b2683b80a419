namespace OrleansML.Pipelines;

/// <summary>Asks for the runs of a trigger over a range of the past.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.BackfillPipelineRequest")]
public sealed record BackfillPipelineRequest
{
    /// <summary>Id of the operation, the same for every repetition: 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.</summary>
    [Id(0)]
    public required string Operation { get; init; }

    /// <summary>When it was asked for, the same for every repetition; at most 5 minutes after the silo's clock.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of a trigger by cron or interval.</summary>
    [Id(2)]
    public required string Trigger { get; init; }

    /// <summary>The first instant, inclusive.</summary>
    [Id(3)]
    public required DateTimeOffset From { get; init; }

    /// <summary>The last instant, inclusive; not after now.</summary>
    [Id(4)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>How many runs are allowed, 1 to 1,000; a range with more is refused. Default 100.</summary>
    [Id(5)]
    public int Most { get; init; } = 100;
}
