namespace OrleansML.Grains.Training;

/// <summary>The model that a candidate is compared with.</summary>
/// <param name="Package">SHA-256 of its package in lower-case hexadecimal.</param>
/// <param name="Manifest">The manifest of its package in YAML, which says how its inputs are made.</param>
/// <param name="Model">The ONNX file of its package.</param>
internal sealed record ChampionModel(string Package, string Manifest, byte[] Model);
