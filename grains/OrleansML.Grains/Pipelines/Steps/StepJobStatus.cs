namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>How work that others keep for a step stands.</summary>
/// <param name="State">Where.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct StepJobStatus(StepJobState State, string Reason);
