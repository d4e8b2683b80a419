namespace OrleansML.Grains.Training;

/// <summary>What one run needs from the artifact store.</summary>
/// <param name="Run">The run.</param>
/// <param name="Artifacts">SHA-256 of artifacts.</param>
/// <param name="Until">From when on they are not needed; null: they are needed until the run says otherwise.</param>
/// <param name="IsGoing">Whether their removal has begun, so that they cannot be taken back.</param>
[GenerateSerializer, Alias("OrleansML.TrainingHolding")]
internal sealed record TrainingHolding(
    [property: Id(0)] string Run,
    [property: Id(1)] string[] Artifacts,
    [property: Id(2)] DateTimeOffset? Until = null,
    [property: Id(3)] bool IsGoing = false)
{
    /// <summary>With more artifacts.</summary>
    public TrainingHolding With(string[] artifacts) => this with { Artifacts = [.. Artifacts.Union(artifacts)] };
}
