using System.Security.Cryptography;
using System.Text.Json;
using OrleansML.Data.Training;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using OrleansML.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Runs;

namespace OrleansML.Grains.Training;

/// <summary>Gathers the rows of a run, preprocesses them once for all workers, and finds the model to begin with. Nothing is left where it fails.</summary>
internal sealed class TrainingGatherer(IGrainFactory grains, TrainingArtifacts artifacts, TrainingFolders folders, TrainingStarts starts, TrainingMemoryBudget memory)
{
    private const int BlockRows = 4_096;
    private const string ModelFile = "model";
    private const string TrainFile = "train.rows";
    private const string ValidationFile = "validation.rows";

    private readonly TrainingPartReader _reader = new(TrainingFolders.Reading);

    /// <param name="run">The run.</param>
    /// <param name="text">Its definition in YAML.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="TrainingDataException">Rows cannot be had or used; names every reason.</exception>
    /// <exception cref="OrleansML.Training.Onnx.OnnxTrainingException">The model cannot be trained.</exception>
    /// <exception cref="TrainingFailedException">A worker would not fit into memory.</exception>
    public async Task<TrainingMaterials> GatherAsync(string run, string text, CancellationToken cancellationToken)
    {
        var definition = TrainingDefinitionReader.Read(text);
        var folder = folders.Create(run);
        try
        {
            var table = await new TrainingTableBuilder(TrainingFolders.Reading).BuildAsync(definition, folder, cancellationToken);
            var scale = definition.Task == EvaluationTask.Regression && definition.Network is not null
                ? await ScaleAsync(table, folder, cancellationToken)
                : (LabelScale?)null;
            var recipe = RecipeOf(definition, table, scale);
            recipe.Validate();

            // A network is not even made where it would not fit.
            if (definition.Network is { } network)
                memory.Require(SizeOf(network, PreprocessingPlan.Read(table.Preprocessing), recipe), recipe, definition.Plan);
            var start = await starts.FindAsync(definition, table, scale, cancellationToken);
            var plan = PreprocessingPlan.Read(start.Preprocessing);
            if (definition.Network is null)
                memory.Require(SizeOf(start, plan, recipe), recipe, definition.Plan);
            TrainingPart[] parts = [table.Train, table.Validation, table.Test];
            await File.WriteAllBytesAsync(Path.Combine(folder, ModelFile), TrainingArtifacts.OwnContent(run, start.Model), cancellationToken);
            await WriteRowsAsync(definition, table.Train, folder, TrainFile, plan, cancellationToken);
            await WriteRowsAsync(definition, table.Validation, folder, ValidationFile, plan, cancellationToken);
            var stored = await StoreAsync(run, folder, [ModelFile, TrainFile, ValidationFile, .. parts.Select(static part => part.File)], cancellationToken);
            return new TrainingMaterials
            {
                Setup = new TrainingWorkerSetup
                {
                    Run = run,
                    Recipe = JsonSerializer.Serialize(recipe),
                    Model = stored[ModelFile],
                    TrainRows = stored[TrainFile],
                    ValidationRows = stored[ValidationFile],
                    CheckpointSteps = definition.Plan.CheckpointSteps,
                },
                Parts = Array.ConvertAll(parts, part => stored[part.File]),
                Table = JsonSerializer.Serialize(table),
                Rows = Array.ConvertAll(parts, static part => part.Rows),
                StepsPerEpoch = new EpochOrder(table.Train.Rows, recipe.BatchRows, recipe.Shards, recipe.Seed).StepsPerEpoch,
                Epochs = recipe.Epochs,
                Shards = recipe.Shards,
                Parent = start.Parent,
                Preprocessing = start.Preprocessing,
            };
        }
        finally
        {
            TrainingFolders.Remove(folder);
        }
    }

    private static NetworkSize SizeOf(NetworkDefinition network, PreprocessingPlan plan, TrainingRecipe recipe) =>
        NetworkSize.Of(network, plan.Inputs[0].Width, recipe.Task == EvaluationTask.MulticlassClassification ? recipe.Classes : 1);

    private static NetworkSize SizeOf(TrainingStart start, PreprocessingPlan plan, TrainingRecipe recipe) => NetworkSize.Of(
        OnnxModelReader.Read(start.Model, "the model to start from"),
        [.. plan.Inputs.Select(static input => new TrainingRowInput(input.Name, input.Type, input.Width))],
        recipe.Frozen);

    private static TrainingRecipe RecipeOf(TrainingDefinition definition, TrainingTable table, LabelScale? scale) => new()
    {
        Task = definition.Task,
        Classes = definition.Data.Classes.Count,
        ClassWeights = definition.Data.BalanceClasses ? [.. table.Train.ClassRows.Select(rows => table.Train.Rows / ((double)table.Train.ClassRows.Count * rows))] : null,
        LabelScale = scale,
        Optimizer = definition.Optimizer,
        Epochs = definition.Plan.Epochs,
        BatchRows = definition.Plan.BatchRows,
        Shards = definition.Plan.Shards,
        Seed = definition.Plan.Seed,
        Patience = definition.Plan.Patience,
        Frozen = TrainingStarts.FrozenIn(definition),
    };

    private async Task<LabelScale> ScaleAsync(TrainingTable table, string folder, CancellationToken cancellationToken)
    {
        var (labels, _) = await _reader.ReadLabelsAsync(table.Train, folder, cancellationToken);
        var mean = labels.Average();
        var deviation = Math.Sqrt(labels.Average(label => (label - mean) * (label - mean)));
        return new LabelScale(mean, deviation > 0 ? deviation : 1);
    }

    private async Task WriteRowsAsync(
        TrainingDefinition definition, TrainingPart part, string folder, string name, PreprocessingPlan plan, CancellationToken cancellationToken)
    {
        await using var file = File.Create(Path.Combine(folder, name));
        var writer = new TrainingRowsWriter(file, plan);
        var rows = new PreprocessedBlock(plan);
        await _reader.ReadAsync(definition, part, folder, BlockRows, block => rows.Append(block, writer), cancellationToken);
        writer.Complete();
    }

    /// <summary>Stores files, which nobody can come to lack or forget: the catalog knows of them before.</summary>
    /// <returns>SHA-256 of each by its name.</returns>
    private async Task<Dictionary<string, string>> StoreAsync(string run, string folder, string[] names, CancellationToken cancellationToken)
    {
        var digests = new Dictionary<string, string>();
        foreach (var name in names)
        {
            await using var file = File.OpenRead(Path.Combine(folder, name));
            digests[name] = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        }

        if (!await grains.GetGrain<ITrainingCatalogGrain>(ITrainingCatalogGrain.Key).Hold(run, [.. digests.Values.Distinct()]))
            throw new OrleansMLException(ErrorCode.Conflict, $"Training run '{run}' has ended, and gathers no rows.");

        foreach (var (name, digest) in digests)
            await artifacts.WriteFileAsync(Path.Combine(folder, name), digest, cancellationToken);
        return digests;
    }
}
