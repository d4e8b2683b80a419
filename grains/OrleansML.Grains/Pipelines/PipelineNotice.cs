namespace OrleansML.Grains.Pipelines;

/// <summary>Something that a web hook is to be told.</summary>
/// <param name="Id">The same in every attempt.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Url">Where to.</param>
/// <param name="Secret">Reference to the signing key.</param>
/// <param name="At">When it happened.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Failure">Why it was not taken last time; empty before.</param>
internal sealed record PipelineNotice(string Id, string Body, Uri Url, string Secret, DateTimeOffset At, int Attempts, DateTimeOffset DueAt, string Failure);
