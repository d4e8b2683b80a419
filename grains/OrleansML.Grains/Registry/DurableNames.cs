using Orleans.Storage;

namespace OrleansML.Grains.Registry;

/// <summary>Names in a persistent state. Changes run one after the other and are answered after they are stored.</summary>
internal static class DurableNames
{
    private const int MaximumStores = 4;

    /// <summary>Adds a name. Idempotent.</summary>
    /// <param name="state">The state.</param>
    /// <param name="namesIn">The names in it, in ordinal order.</param>
    /// <param name="stateOf">A state of names in ordinal order.</param>
    /// <param name="name">The name.</param>
    /// <param name="what">What bears it, for the message: "Model".</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>.</exception>
    public static async Task AddAsync<TState>(
        IPersistentState<TState> state, Func<TState, string[]> namesIn, Func<string[], TState> stateOf, string name, string what)
    {
        for (var attempt = 1; namesIn(state.State).AsSpan().BinarySearch(name, StringComparer.Ordinal) < 0; attempt++)
            await TryAddAsync(state, stateOf([.. namesIn(state.State).Append(name).Order(StringComparer.Ordinal)]), $"{what} '{name}'", attempt);
    }

    private static async Task TryAddAsync<TState>(IPersistentState<TState> state, TState next, string what, int attempt)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException) when (attempt < MaximumStores)
        {
            // Another activation stored a name first, or an earlier write took effect after all.
            state.State = before;
            await state.ReadStateAsync();
        }
        catch (Exception exception)
        {
            state.State = before;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable, $"{what} could not be added to the catalog: {exception.Message}", exception);
        }
    }
}
