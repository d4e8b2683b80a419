namespace OrleansML.Learning.Pipelines;

/// <summary>One step of a pipeline.</summary>
public sealed record PipelineStep
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Names of the steps that must have succeeded before it starts.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>How long one attempt may take, from 1 second to the timeout of a run; default 6 hours, or that if it is less.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Which failures are tried again, and when.</summary>
    public required StepRetries Retries { get; init; }

    /// <summary>What it does. Texts in it may hold placeholders, which <see cref="TemplateText"/> replaces.</summary>
    public required StepWork Work { get; init; }
}
