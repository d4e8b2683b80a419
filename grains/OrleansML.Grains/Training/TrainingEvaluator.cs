using System.Text.Json;
using Google.Protobuf;
using OrleansML.Data.Training;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Training;
using OrleansML.Registry;
using OrleansML.Training;
using OrleansML.Training.Runs;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>Judges the result of a run beside the champion, packs it, writes the record of the gate, and registers what passed. Idempotent.</summary>
internal sealed class TrainingEvaluator(
    IGrainFactory grains, TrainingArtifacts artifacts, TrainingFolders folders, ChampionModels champions, CandidateEvaluator evaluator, GateRecords records)
{
    // Part of the digest of a package: it grows when the same definition gives another model.
    private const string RecipeVersion = "orleansml-training/1";

    /// <param name="run">The run.</param>
    /// <param name="evaluation">What is to be judged.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    public async Task<TrainingOutcome> EvaluateAsync(string run, TrainingEvaluation evaluation, CancellationToken cancellationToken)
    {
        var definition = TrainingDefinitionReader.Read(evaluation.Definition);
        var materials = evaluation.Materials;
        var table = JsonSerializer.Deserialize<TrainingTable>(materials.Table)!;
        var folder = folders.Create(run);
        try
        {
            await PlaceAsync(table, materials.Parts, folder, cancellationToken);
            var model = await ReadBestAsync(run, evaluation, cancellationToken);
            var champion = await champions.FindAsync(definition.Model, cancellationToken);
            var report = await evaluator.EvaluateAsync(
                new CandidateEvaluation
                {
                    Definition = definition, Table = table, Folder = folder, Model = model, Preprocessing = materials.Preprocessing, Champion = champion,
                },
                cancellationToken);
            var lineage = TrainingLineage.Of(evaluation.Definition, table, definition.Plan.Seed, RecipeVersion, materials.Parent);
            var objectives = champion is null ? null : ManifestReader.Read(champion.Manifest).Objectives;
            var package = await artifacts.WriteAsync(
                CandidatePackage.Build(definition, model, materials.Preprocessing, report, lineage, definition.Plan.Pool, objectives), cancellationToken);
            var record = await records.WriteAsync(
                new GateRecord
                {
                    Run = run,
                    Model = definition.Model,
                    By = evaluation.Actor,
                    At = evaluation.At,
                    ChallengerPackage = package,
                    ChampionPackage = champion?.Package,
                    DefinitionSha256 = TrainingLineage.DigestOf(evaluation.Definition),
                    Sources = table.Sources,
                    Test = table.Test,
                    Verdict = report.Verdict,
                },
                cancellationToken);
            return await RegisterAsync(run, evaluation.Actor, definition.Model, report, package, record, cancellationToken);
        }
        finally
        {
            TrainingFolders.Remove(folder);
        }
    }

    private async Task<TrainingOutcome> RegisterAsync(
        string run, string actor, string model, CandidateReport report, string package, string record, CancellationToken cancellationToken)
    {
        var registry = grains.GetGrain<IModelRegistryGrain>(model);
        var before = await registry.GetSnapshot();
        var version = report.Verdict.Passed ? await registry.Register(new RegisterModelRequest { Artifact = package }, cancellationToken) : null;
        if (version is not null && before.Champion > 0 && before.Champion != version.Version)
            await registry.SetAlias(Challenge(run, actor, version.Version, record), cancellationToken);
        return new TrainingOutcome
        {
            Passed = report.Verdict.Passed,
            Reasons = [.. report.Verdict.Reasons],
            GateRecord = record,
            Package = version?.Package ?? package,
            Version = version?.Version,
            Champion = before.Champion > 0 ? before.Champion : null,
            Metrics = [.. report.Metrics.Metrics.Select(static metric => new TrainingMetric(metric.Key, metric.Value.Value, metric.Value.Lower, metric.Value.Upper))],
        };
    }

    // The record is the same however often this is repeated, and so is the operation.
    private static SetAliasRequest Challenge(string run, string actor, int version, string record) => new()
    {
        Name = AliasName.Challenger,
        Version = version,
        Reason = $"training run {run} passed the gate",
        Evidence = record,
        Actor = actor,
        Operation = new Guid(Convert.FromHexString(record).AsSpan(0, 16)),
    };

    private async Task PlaceAsync(TrainingTable table, string[] parts, string folder, CancellationToken cancellationToken)
    {
        foreach (var (part, artifact) in new[] { table.Train, table.Validation, table.Test }.Zip(parts))
            File.Copy(await artifacts.OpenFileAsync(artifact, cancellationToken), Path.Combine(folder, part.File));
    }

    private async Task<byte[]> ReadBestAsync(string run, TrainingEvaluation evaluation, CancellationToken cancellationToken)
    {
        var setup = evaluation.Materials.Setup;
        var state = await artifacts.ReadOwnAsync(run, evaluation.Checkpoint, cancellationToken);
        var model = await artifacts.ReadOwnAsync(run, setup.Model, cancellationToken);
        var train = await artifacts.OpenFileAsync(setup.TrainRows, cancellationToken);
        var validation = await artifacts.OpenFileAsync(setup.ValidationRows, cancellationToken);
        var recipe = JsonSerializer.Deserialize<TrainingRecipe>(setup.Recipe)!;
        return await Task.Factory.StartNew(
            () =>
            {
                using var session = SessionLoader.Load(recipe, model, train, validation);
                session.Restore(state);
                return session.WriteBest().ToByteArray();
            },
            cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
