namespace Orleans.Storage;

/// <summary>Keeps the state of grains.</summary>
public interface IGrainStorage
{
    /// <summary>Reads the state and its ETag into <paramref name="grainState"/>.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes the state if the stored ETag is still the one given.</summary>
    /// <exception cref="InconsistentStateException">The stored ETag is another one.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => WriteStateAsync(stateName, grainId, grainState);

    /// <summary>
    /// Deletes the state if the stored ETag is still the one given; throws <see cref="InconsistentStateException"/> otherwise.
    /// </summary>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ClearStateAsync(stateName, grainId, grainState);
}
