using OrleansML.Models;

namespace OrleansML.Inference.Packages;

/// <summary>What an inspection found, and the content of the canonical package.</summary>
/// <param name="Description">Schema and limits.</param>
/// <param name="Manifest">The manifest in YAML, name, version and pool filled in.</param>
/// <param name="Model">Bytes of the model file.</param>
/// <param name="Evidence">What the pushed package tells of the model's training.</param>
public sealed record InspectedModel(ModelDescription Description, string Manifest, byte[] Model, PackageEvidence Evidence)
{
    /// <summary>Writes the canonical package.</summary>
    public void WriteTo(Stream destination) => ModelPackage.Write(destination, Manifest, Model, Evidence);
}
