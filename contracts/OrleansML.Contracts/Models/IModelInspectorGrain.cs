namespace OrleansML.Models;

/// <summary>
/// Looks into an uploaded artifact on a silo of the pool that will serve it, so that what is registered is known to load there.
/// Key: <c>pool/digest</c>.
/// </summary>
[Alias("OrleansML.IModelInspectorGrain")]
public interface IModelInspectorGrain : IGrainWithStringKey
{
    /// <summary>
    /// Loads the artifact (a bare <c>.onnx</c> file or a model package), checks it against its manifest, and writes the canonical package to
    /// the artifact store. Idempotent; nothing is registered.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidModel"/> with every violation, <see cref="ErrorCode.OverMemoryBudget"/>, <see cref="ErrorCode.ArtifactNotFound"/>.
    /// </exception>
    [Alias("Inspect"), ResponseTimeout("00:05:00")]
    Task<ModelInspection> Inspect(InspectRequest request, CancellationToken cancellationToken = default);
}
