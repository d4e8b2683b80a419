using System.Text.Json;
using Google.Protobuf;
using OrleansML.Data.Training;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Onnx;

namespace OrleansML.Grains.Training;

/// <summary>Finds or makes the model that a training begins with, and says what stands against training it before anything starts.</summary>
internal sealed class TrainingStarts(ChampionModels champions)
{
    /// <param name="definition">The training.</param>
    /// <param name="table">Its rows.</param>
    /// <param name="scale">Scale of the labels; null with classes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TrainingDataException">There is no such model, or it does not go with the columns.</exception>
    /// <exception cref="OnnxTrainingException">It cannot be trained; names every reason.</exception>
    public async Task<TrainingStart> FindAsync(TrainingDefinition definition, TrainingTable table, LabelScale? scale, CancellationToken cancellationToken)
    {
        var start = definition.Start switch
        {
            null => Make(definition, table, scale),
            { Path: { } path } => await ReadAsync(path, table, cancellationToken),
            _ => await OfChampionAsync(definition, cancellationToken),
        };
        var problems = OnnxTraining.Check(OnnxModelReader.Read(start.Model, "the model to start from"), new TorchGraphOptions { Frozen = FrozenIn(definition) });
        return problems.Count == 0 ? start : throw new OnnxTrainingException(problems);
    }

    /// <summary>Names of initializers that stay as they are.</summary>
    public static IReadOnlyList<string> FrozenIn(TrainingDefinition definition) => definition.Start?.Frozen ?? [];

    private static TrainingStart Make(TrainingDefinition definition, TrainingTable table, LabelScale? scale)
    {
        var inputs = PreprocessingPlan.Read(table.Preprocessing).Inputs[0].Width;
        var model = NetworkBuilder.Build(definition.Network!, definition.Task, inputs, definition.Data.Classes.Count, scale ?? LabelScale.None, definition.Plan.Seed);
        return new TrainingStart(model.ToByteArray(), table.Preprocessing, null);
    }

    private static async Task<TrainingStart> ReadAsync(string path, TrainingTable table, CancellationToken cancellationToken)
    {
        byte[] model;
        try
        {
            model = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingDataException([$"start.path cannot be read: {exception.Message.TrimEnd('.')}"], exception);
        }

        return new TrainingStart(model, Renamed(OnnxModelReader.Read(model, path), table.Preprocessing), null);
    }

    private async Task<TrainingStart> OfChampionAsync(TrainingDefinition definition, CancellationToken cancellationToken)
    {
        var champion = await champions.FindAsync(definition.Model, cancellationToken)
            ?? throw new TrainingDataException([$"model '{definition.Model}' has no champion to start from; name a file (start.path), or declare a network"]);
        var preprocessing = ManifestReader.Read(champion.Manifest).Features?.Preprocessing
            ?? throw new TrainingDataException([$"the champion of model '{definition.Model}' says nothing of how its inputs are made of columns; name its file (start.path)"]);
        var unknown = PreprocessingPlan.Read(preprocessing).Columns.Except([.. definition.Inputs.Numeric, .. definition.Inputs.Categorical]).ToArray();
        if (unknown.Length > 0)
            throw new TrainingDataException([$"the champion needs the columns {string.Join(", ", unknown.Select(static column => $"'{column}'"))}, which are not among the inputs"]);
        return new TrainingStart(champion.Model, preprocessing, champion.Package);
    }

    // The rows make one input; a model that came from elsewhere has its own name for it.
    private static string Renamed(ModelProto model, string preprocessing)
    {
        var initializers = model.Graph.Initializer.Select(static initializer => initializer.Name).ToHashSet(StringComparer.Ordinal);
        string[] inputs = [.. model.Graph.Input.Select(static input => input.Name).Where(name => !initializers.Contains(name))];
        if (inputs.Length != 1)
            throw new TrainingDataException([$"the model to start from has {inputs.Length} inputs ({string.Join(", ", inputs)}); one is allowed"]);

        var plan = PreprocessingPlan.Read(preprocessing);
        return JsonSerializer.Serialize(inputs[0]) + preprocessing[plan.Inputs[0].Name.Length..];
    }
}
