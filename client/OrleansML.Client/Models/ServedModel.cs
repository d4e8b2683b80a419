using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>One version of a model and the snapshot it was found in.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Version">The version that was asked for, or the champion.</param>
/// <param name="Snapshot">All versions and the champion.</param>
public sealed record ServedModel(string Name, ModelVersion Version, ServingSnapshot Snapshot);
