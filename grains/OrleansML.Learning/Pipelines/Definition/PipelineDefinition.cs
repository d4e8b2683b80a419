namespace OrleansML.Learning.Pipelines;

/// <summary>What a pipeline does, and when. Immutable; <see cref="PipelineDefinitionReader"/> reads it.</summary>
public sealed record PipelineDefinition
{
    /// <summary>Name of the pipeline.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in the words of who wrote it; null: not said.</summary>
    public string? Description { get; init; }

    /// <summary>What starts a run, in the order of the file; none: only a person does.</summary>
    public IReadOnlyList<PipelineTrigger> Triggers { get; init; } = [];

    /// <summary>What becomes of a run that is due while another still goes on; default: it is skipped.</summary>
    public OverlapPolicy Overlap { get; init; }

    /// <summary>Which runs that came due while nothing was looking are made up.</summary>
    public CatchUpPolicy CatchUp { get; init; } = new();

    /// <summary>Whether a failed run pauses the triggers until a person lets them go on.</summary>
    public bool PauseOnFailure { get; init; }

    /// <summary>How long a run may take, from 1 minute to 30 days; default 1 day.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Who is told of runs; null: nobody.</summary>
    public PipelineNotification? Notify { get; init; }

    /// <summary>The steps, 1 to 100, each after those that it waits for.</summary>
    public required IReadOnlyList<PipelineStep> Steps { get; init; }
}
