using Microsoft.Extensions.Options;
using OrleansML.Learning.Features;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Inference.Packages;

/// <summary>
/// Looks into an uploaded file: reads its manifest, loads its model once, repaired where it must be, finds out how it may be run, and writes the canonical package.
/// Blocks the calling thread for as long as loading takes; run it on a thread of its own.
/// </summary>
public sealed class ModelInspector(ModelHost host, IOptions<InferenceOptions> options)
{
    private const string Platform = "onnx_onnxruntime";

    /// <summary>Inspects a file.</summary>
    /// <param name="id">Name and version it will have.</param>
    /// <param name="artifact">Bytes of a bare model or a package.</param>
    /// <param name="manifestYaml">Manifest for a bare model; null when there is none.</param>
    /// <param name="pool">Pool of this silo.</param>
    /// <param name="views">The feature views that <see cref="ReadViews"/> names.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>, <see cref="ErrorCode.OverMemoryBudget"/>.</exception>
    public InspectedModel Inspect(ModelId id, byte[] artifact, string? manifestYaml, string pool, IReadOnlyDictionary<string, FeatureView> views)
    {
        var (model, yaml, evidence) = Open(artifact, manifestYaml);
        var manifest = ManifestReader.Read(yaml);
        RequireSame(id, manifest);
        MemoryBudget.RequireFits(id, MemoryBudget.Estimate(model.LongLength), host.MemoryBudgetBytes);

        using var loaded = LoadableModel.Load(id, model, options.Value.ThreadsPerRun);
        var session = loaded.Session;
        var inputs = ApplyRules(session.Inputs, manifest);
        var independent = BatchProbe.RowsAreIndependent(session);
        if (!independent && manifest.MaximumBatchRows > 1)
        {
            throw Invalid(
                $"the manifest's batching.{ManifestKeys.MaximumRows} is {manifest.MaximumBatchRows}, but rows of this model cannot be computed together: "
                + "either an axis is fixed, or rows change each other's result. Leave it out or set it to 1");
        }

        var description = new ModelDescription
        {
            Platform = Platform,
            Inputs = inputs,
            Outputs = [.. session.Outputs.Select(output => output.Metadata)],
            Pool = manifest.Pool ?? pool,
            Replicas = manifest.Replicas,
            MaximumBatchRows = independent ? manifest.MaximumBatchRows ?? options.Value.DefaultBatchRows : 1,
            MaximumBatchDelay = manifest.MaximumBatchDelay,
            EstimatedBytes = MemoryBudget.Estimate(loaded.Model.LongLength),
            Summary = manifest.Summary,
            Repairs = loaded.Repairs,
            Objectives = manifest.Objectives,
            Monitoring = manifest.Monitoring,
            Features = manifest.Features is { } features ? ModelFeaturesResolver.Resolve(features, views, inputs) : null,
        };
        return new InspectedModel(description, ManifestWriter.Write(manifest with { Name = id.Model, Version = id.Version, Pool = description.Pool }), loaded.Model, evidence);
    }

    /// <summary>The pool that a file's manifest asks for, without loading its model; null when it names none.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static string? ReadPool(string manifestYaml) => ManifestReader.Read(manifestYaml).Pool;

    /// <summary>The names of the feature views that a file's manifest refers to, without loading its model.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static IReadOnlyList<string> ReadViews(byte[] artifact, string? manifestYaml) =>
        ManifestReader.Read(Open(artifact, manifestYaml).Yaml).Features?.Views ?? [];

    private static (byte[] Model, string Yaml, PackageEvidence Evidence) Open(byte[] artifact, string? manifestYaml)
    {
        if (!ModelPackage.IsPackage(artifact))
            return (artifact, manifestYaml ?? "", new PackageEvidence());
        if (manifestYaml is not null)
            throw Invalid("a manifest was given beside a package, which brings its own");

        using var stream = new MemoryStream(artifact, writable: false);
        return (ModelPackage.ReadModel(stream), ModelPackage.ReadManifest(stream), ModelPackage.ReadEvidence(stream));
    }

    private static void RequireSame(ModelId id, ModelManifest manifest)
    {
        if (manifest.Name is { } name && name != id.Model)
            throw Invalid($"its manifest says name '{name}', but it is pushed as '{id.Model}'");
        if (manifest.Version is { } version && version != id.Version)
            throw Invalid($"its manifest says version {version}, but it is pushed as version {id.Version}");
    }

    private static TensorMetadata[] ApplyRules(IReadOnlyList<TensorMetadata> inputs, ModelManifest manifest)
    {
        var violations = new List<string>();
        foreach (var (name, rule) in manifest.Inputs)
        {
            if (inputs.FirstOrDefault(input => input.Name == name) is not { } input)
                violations.Add($"the manifest has rules for input '{name}'; the model's inputs are {string.Join(", ", inputs.Select(known => $"'{known.Name}'"))}");
            else if (rule.Categories is not null && input.Type != TensorType.String)
                violations.Add($"the manifest gives categories for input '{name}', which is {input.Type.ProtocolName()} and not BYTES");
            else if ((rule.Minimum ?? rule.Maximum) is not null && input.Type is TensorType.String or TensorType.Bool or TensorType.BFloat16)
                violations.Add($"the manifest bounds input '{name}', which is {input.Type.ProtocolName()}; only integers, FP16, FP32 and FP64 can be bounded");
        }

        if (violations.Count > 0)
            throw Invalid(string.Join("; ", violations));

        return
        [
            .. inputs.Select(input => manifest.Inputs.TryGetValue(input.Name, out var rule)
                ? input with { Minimum = rule.Minimum, Maximum = rule.Maximum, AllowNaN = rule.AllowNaN, Categories = rule.Categories }
                : input),
        ];
    }

    private static OrleansMLException Invalid(string reason) => new(ErrorCode.InvalidModel, $"The model cannot be registered: {reason}.");
}
