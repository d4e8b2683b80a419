namespace OrleansML.Learning.Pipelines;

/// <summary>Why triggers start nothing.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record PipelinePause(DateTimeOffset Since, string Reason);
