using OrleansML.Data.Training;
using OrleansML.Features;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Records;
using OrleansML.Learning.Training;
using OrleansML.Models;

namespace OrleansML.Grains.Training;

/// <summary>Makes the package of a trained model, that answers requests with rows of the columns that it was trained on.</summary>
internal static class CandidatePackage
{
    /// <summary>Makes the package. The same arguments give the same bytes.</summary>
    /// <param name="definition">How the model was trained.</param>
    /// <param name="model">The ONNX file.</param>
    /// <param name="preprocessing">How its inputs are made of the columns, in YAML.</param>
    /// <param name="report">What was found of it.</param>
    /// <param name="lineage">What it came from.</param>
    /// <param name="pool">Pool of silos that is to serve it; null leaves that to whoever registers it.</param>
    /// <param name="objectives">What is expected of it in service: of the champion that it may follow, so that an objective outlives its version; null for none.</param>
    public static byte[] Build(
        TrainingDefinition definition,
        byte[] model,
        string preprocessing,
        CandidateReport report,
        TrainingLineage lineage,
        string? pool = null,
        ModelObjectives? objectives = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(lineage);
        var evidence = new PackageEvidence
        {
            Profile = CanonicalJson.Write(report.Profile),
            Metrics = CanonicalJson.Write(report.Metrics),
            Lineage = lineage.ToJson(),
        };
        using var package = new MemoryStream();
        ModelPackage.Write(package, ManifestOf(definition, preprocessing, pool, objectives), model, evidence);
        return package.ToArray();
    }

    /// <summary>The manifest of a trained model in YAML: its raw columns are fields of the request, and no feature view is read.</summary>
    private static string ManifestOf(TrainingDefinition definition, string preprocessing, string? pool, ModelObjectives? objectives)
    {
        var plan = PreprocessingPlan.Read(preprocessing);
        return ManifestWriter.Write(new ModelManifest
        {
            Name = definition.Model,
            Summary = SummaryOf(definition),
            Pool = pool,
            Objectives = objectives,
            Monitoring = CandidateMonitoring.Of(definition, plan.Columns),
            Features = new ManifestFeatures
            {
                Views = [],
                Request = [.. plan.Columns.Select(column => new RequestField(column, TypeOf(definition.Inputs, column)))],
                Preprocessing = preprocessing,
                Plan = plan,
            },
        });
    }

    private static string SummaryOf(TrainingDefinition definition) => definition.Data.Classes.Count switch
    {
        0 => $"Predicts {definition.Data.Label}.",
        2 => $"Predicts the probability that {definition.Data.Label} is {definition.Data.Classes[1]}.",
        _ => $"Predicts the probability of each {definition.Data.Label}.",
    };

    private static FeatureDatumType TypeOf(TrainingInputs inputs, string column) =>
        inputs.Numeric.Contains(column, StringComparer.Ordinal) ? FeatureDatumType.Double : FeatureDatumType.String;
}
