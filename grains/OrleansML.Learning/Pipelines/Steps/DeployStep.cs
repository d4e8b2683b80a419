namespace OrleansML.Learning.Pipelines;

/// <summary>Lets a version of a model serve, at once or as a canary. Its output is the version.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">Number of the version, mostly the output of a step.</param>
/// <param name="Canary">How the share of traffic grows; null: all at once.</param>
public sealed record DeployStep(string Model, string Version, DeployCanary? Canary) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.Deploy;
}
