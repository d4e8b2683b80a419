using OrleansML.Grains.Features;
using OrleansML.Grains.Placement;
using OrleansML.Grains.Registry;
using OrleansML.Grains.Signing;
using OrleansML.Inference;
using OrleansML.Inference.Packages;
using OrleansML.Models;

namespace OrleansML.Grains.Models;

/// <summary>Inspects uploads on a silo of the pool that will serve them. Keeps nothing; a failed inspection leaves nothing but the upload.</summary>
[PoolPlacement]
internal sealed class ModelInspectorGrain(
    IGrainContext context, ModelInspector inspector, FeatureViews features, ArtifactReader artifacts, ArtifactWriter writer, PackageSignatures signatures)
    : Grain, IModelInspectorGrain
{
    private readonly string _pool = ModelKey.PoolOf(context.GrainId.Key.ToString()).ToString();

    public async Task<ModelInspection> Inspect(InspectRequest request, CancellationToken cancellationToken)
    {
        signatures.RequireTrusted(request.Model, request.Artifact, request.Signature);
        var artifact = await artifacts.ReadAsync(request.Artifact, cancellationToken);
        var id = new ModelId(request.Model, request.Version);
        var views = await features.FindAllAsync(ModelInspector.ReadViews(artifact, request.Manifest));

        // Loading blocks for as long as the model is large, so it gets a thread of its own.
        var inspected = await Task.Factory.StartNew(
            () => inspector.Inspect(id, artifact, request.Manifest, _pool, views),
            cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var package = new MemoryStream();
        inspected.WriteTo(package);
        var digest = await writer.WriteAsync(package.GetBuffer().AsMemory(0, (int)package.Length), cancellationToken);
        return new ModelInspection { Package = digest, PackageBytes = package.Length, Description = inspected.Description };
    }
}
