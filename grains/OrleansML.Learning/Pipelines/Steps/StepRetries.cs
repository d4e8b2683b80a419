namespace OrleansML.Learning.Pipelines;

/// <summary>Which failures of a step are tried again, and when: after First, then Factor times as long each time, at most Longest.</summary>
public sealed record StepRetries
{
    /// <summary>How often, 0 to 20; default 2, and 0 for the kinds sql, http and process, which may not bear being done twice.</summary>
    public int Most { get; init; } = 2;

    /// <summary>Wait before the first retry, from 1 second to 1 day; default 30 seconds.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many times as long each further wait is, 1 to 10; default 2.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>The longest wait, from First to 1 day; default 15 minutes, or First if that is more.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Which kinds of failures; default all but <see cref="StepFailureKind.User"/>, which is never among them.</summary>
    public IReadOnlyList<StepFailureKind> On { get; init; } =
        [StepFailureKind.Capacity, StepFailureKind.Unavailable, StepFailureKind.Timeout, StepFailureKind.Internal];
}
