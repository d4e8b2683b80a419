using OrleansML.Cli.Http;

namespace OrleansML.Cli.Quickstart;

/// <summary>A model to push and rows to predict with it.</summary>
internal abstract class Scenario
{
    /// <summary>Name to push the model under.</summary>
    public abstract string Model { get; }

    /// <summary>Makes the model where needed, and returns its file.</summary>
    /// <param name="directory">Where files may be written.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public abstract Task<string> PrepareAsync(string directory, CancellationToken cancellationToken);

    /// <summary>The requests to send, once it is known what the model takes.</summary>
    public abstract Workload CreateWorkload(ModelMetadata metadata);

    /// <summary>What was done to make the model, as name and value; empty for a model that was brought along.</summary>
    public virtual IReadOnlyList<(string Name, string Value)> Facts => [];
}
