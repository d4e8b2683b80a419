namespace OrleansML.Registry;

/// <summary>A name for one version of a model, besides <see cref="AliasName.Champion"/>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Version">The version that it stands for.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelAlias")]
public sealed record ModelAlias([property: Id(0)] string Name, [property: Id(1)] int Version);
