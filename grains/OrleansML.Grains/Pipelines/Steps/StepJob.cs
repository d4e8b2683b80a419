namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Work that others keep for a step, and how it is led.</summary>
/// <param name="What">What it is, at the beginning of a sentence.</param>
/// <param name="StartAsync">Begins it, or finds it where it was begun before.</param>
/// <param name="LookAsync">Tells how it stands.</param>
/// <param name="ResumeAsync">Goes on with it after it failed or was cancelled.</param>
/// <param name="CancelAsync">Ends it for a reason.</param>
internal sealed record StepJob(
    string What, Func<Task<StepJobStatus>> StartAsync, Func<Task<StepJobStatus>> LookAsync, Func<Task> ResumeAsync, Func<string, Task> CancelAsync);
