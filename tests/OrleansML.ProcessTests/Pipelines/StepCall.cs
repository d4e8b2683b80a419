namespace OrleansML.ProcessTests.Pipelines;

/// <summary>One attempt at a step, as the service saw it.</summary>
/// <param name="Key">Its idempotency key: pipeline, run and step.</param>
/// <param name="Body">What it sent.</param>
/// <param name="Answer">What it was answered, which is unlike every other answer.</param>
internal sealed record StepCall(string Key, string Body, string Answer);
