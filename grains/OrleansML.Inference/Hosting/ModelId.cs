namespace OrleansML.Inference;

/// <summary>A version of a model.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Version, 1 or more.</param>
public readonly record struct ModelId(string Model, int Version)
{
    /// <summary>Text for messages: <c>'fraud' version 3</c>.</summary>
    public override string ToString() => $"'{Model}' version {Version}";
}
