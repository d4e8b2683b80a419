namespace OrleansML.Client;

/// <summary>What tells a request for runs of a pipeline from every other: whoever repeats the request sends the same again, and it happens once.</summary>
/// <param name="Id">Id of the operation: 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.</param>
/// <param name="At">When it was asked for; at most 5 minutes after the silos' clocks.</param>
public sealed record PipelineOperation(string Id, DateTimeOffset At)
{
    /// <summary>One that nobody has asked for yet.</summary>
    /// <param name="at">The time.</param>
    public static PipelineOperation New(DateTimeOffset at) => new(Guid.NewGuid().ToString("N"), at);
}
