namespace OrleansML.Deployments;

/// <summary>The share of requests that one version answers.</summary>
/// <param name="Version">The version.</param>
/// <param name="Percent">Its share of the requests that name no version, 0 to 100.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.VersionWeight")]
public sealed record VersionWeight([property: Id(0)] int Version, [property: Id(1)] int Percent);
