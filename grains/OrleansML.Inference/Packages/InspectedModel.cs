using OrleansML.Models;

namespace OrleansML.Inference.Packages;

/// <summary>What an inspection found, and the content of the canonical package.</summary>
/// <param name="Description">Schema and limits.</param>
/// <param name="Manifest">The manifest in YAML; empty when there is none.</param>
/// <param name="Model">Bytes of the model file.</param>
public sealed record InspectedModel(ModelDescription Description, string Manifest, byte[] Model);
