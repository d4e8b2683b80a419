namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Where work that others keep for a step stands.</summary>
internal enum StepJobState
{
    GoesOn,
    Completed,
    Failed,
    Cancelled,
}
