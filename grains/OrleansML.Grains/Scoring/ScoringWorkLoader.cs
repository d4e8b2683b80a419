using OrleansML.Grains.Registry;
using OrleansML.Inference;
using OrleansML.Learning.Records;
using OrleansML.Learning.Scoring;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Gets together what a worker needs.</summary>
internal sealed class ScoringWorkLoader(ScoringModels models, ScoringFolders folders, ScoringFeatures features, ArtifactReader artifacts)
{
    /// <summary>Loads the work of a job; dispose it to give the model back.</summary>
    /// <param name="job">The job.</param>
    /// <param name="setup">What is known of it.</param>
    /// <param name="turns">Turns of the grain that the work is done for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrleansMLException">The model cannot be loaded, or the definition does not fit it.</exception>
    public async Task<LoadedWork> LoadAsync(string job, ScoringSetup setup, TaskScheduler turns, CancellationToken cancellationToken)
    {
        var definition = ScoringDefinitionReader.Read(setup.Definition);
        var files = setup.Input.Length == 0 ? [] : InputOf(await artifacts.ReadAsync(setup.Input, cancellationToken)).Files;
        var id = new ModelId(definition.Model, setup.Version);
        var (model, source) = await models.GetAsync(id);
        try
        {
            return new LoadedWork(models, id, new ScoringWork
            {
                Definition = definition,
                Model = model,
                Source = source,
                Shape = ScoringShape.Of(definition, source.Description, model),
                Features = features,
                Turns = turns,
                BatchRows = setup.BatchRows,
                Folder = folders.PartsOf(job, definition),
                Format = ScoringFolders.FormatOf(definition),
                Files = files.ToDictionary(static file => file.Path, StringComparer.Ordinal),
            });
        }
        catch
        {
            models.Return(id);
            throw;
        }
    }

    /// <summary>Reads the description of an input.</summary>
    public static ScoringInputRecord InputOf(byte[] content) => CanonicalJson.Read<ScoringInputRecord>(content);

    /// <summary>Work that holds a model.</summary>
    internal sealed class LoadedWork(ScoringModels models, ModelId id, ScoringWork work) : IAsyncDisposable
    {
        public ScoringWork Work { get; } = work;

        public ValueTask DisposeAsync()
        {
            models.Return(id);
            return ValueTask.CompletedTask;
        }
    }
}
