using System.Text.Json;
using OrleansML.Data.Training;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using OrleansML.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Runs;

namespace OrleansML.Grains.Training;

/// <summary>Gathers the rows of a run, preprocesses them once for all workers, and finds the model to begin with. Nothing is left where it fails.</summary>
internal sealed class TrainingGatherer(TrainingArtifacts artifacts, TrainingFolders folders, TrainingStarts starts)
{
    private const int BlockRows = 4_096;

    private readonly TrainingPartReader _reader = new(TrainingFolders.Reading);

    /// <param name="run">The run.</param>
    /// <param name="text">Its definition in YAML.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="TrainingDataException">Rows cannot be had or used; names every reason.</exception>
    /// <exception cref="OrleansML.Training.Onnx.OnnxTrainingException">The model cannot be trained.</exception>
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
            var start = await starts.FindAsync(definition, table, scale, cancellationToken);
            var plan = PreprocessingPlan.Read(start.Preprocessing);
            var recipe = RecipeOf(definition, table, scale);
            recipe.Validate();
            TrainingPart[] parts = [table.Train, table.Validation, table.Test];
            var setup = new TrainingWorkerSetup
            {
                Run = run,
                Recipe = JsonSerializer.Serialize(recipe),
                Model = await artifacts.WriteAsync(start.Model, cancellationToken),
                TrainRows = await WriteRowsAsync(definition, table.Train, folder, plan, cancellationToken),
                ValidationRows = await WriteRowsAsync(definition, table.Validation, folder, plan, cancellationToken),
                CheckpointSteps = definition.Plan.CheckpointSteps,
            };
            var stored = new List<string>();
            foreach (var part in parts)
                stored.Add(await artifacts.WriteFileAsync(Path.Combine(folder, part.File), cancellationToken));
            return new TrainingMaterials
            {
                Setup = setup,
                Parts = [.. stored],
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

    private async Task<string> WriteRowsAsync(
        TrainingDefinition definition, TrainingPart part, string folder, PreprocessingPlan plan, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, $"{part.File}.rows");
        await using (var file = File.Create(path))
        {
            var writer = new TrainingRowsWriter(file, plan);
            var rows = new PreprocessedBlock(plan);
            await _reader.ReadAsync(definition, part, folder, BlockRows, block => rows.Append(block, writer), cancellationToken);
            writer.Complete();
        }

        return await artifacts.WriteFileAsync(path, cancellationToken);
    }
}
