using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>A source that is asked for one entity. Safe for concurrent use.</summary>
public interface IKeyedSource : IAsyncDisposable
{
    /// <summary>Reads what the source knows of an entity now.</summary>
    /// <param name="entity">The entity, as <see cref="EntityKey"/> writes it; the event bears it.</param>
    /// <param name="key">A value for each key of the view, in order and of its type.</param>
    /// <param name="cancellationToken">Returns at once; what the source still does is given up in the background.</param>
    /// <returns>A value for each field of the source, null when it does not know the entity.</returns>
    /// <exception cref="SourceException">The source gave no answer, at the latest when its timeout passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<FeatureEvent?> ReadAsync(string entity, FeatureValue[] key, CancellationToken cancellationToken);
}
