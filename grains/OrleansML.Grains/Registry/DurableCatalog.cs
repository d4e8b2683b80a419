using Orleans.Storage;

namespace OrleansML.Grains.Registry;

/// <summary>A persistent state that lists something. Changes run one after the other and are answered after they are stored.</summary>
internal static class DurableCatalog
{
    private const int MaximumStores = 4;

    /// <summary>Adds a name. Idempotent.</summary>
    /// <param name="state">The state.</param>
    /// <param name="namesIn">The names in it, in ordinal order.</param>
    /// <param name="stateOf">A state of names in ordinal order.</param>
    /// <param name="name">The name.</param>
    /// <param name="what">What bears it, for the message: "Model".</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>.</exception>
    public static Task AddAsync<TState>(
        IPersistentState<TState> state, Func<TState, string[]> namesIn, Func<string[], TState> stateOf, string name, string what)
        where TState : class =>
        ChangeAsync(
            state,
            stored => namesIn(stored).AsSpan().BinarySearch(name, StringComparer.Ordinal) < 0
                ? stateOf([.. namesIn(stored).Append(name).Order(StringComparer.Ordinal)])
                : stored,
            $"{what} '{name}'");

    /// <summary>Changes the state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="change">Makes the new state from the stored one; the stored one itself where nothing is to change.</param>
    /// <param name="what">What the change is about, for the message: "Model 'm'".</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>.</exception>
    public static async Task ChangeAsync<TState>(IPersistentState<TState> state, Func<TState, TState> change, string what)
        where TState : class
    {
        for (var attempt = 1; change(state.State) is var next && !ReferenceEquals(next, state.State); attempt++)
            await TryStoreAsync(state, next, what, attempt);
    }

    private static async Task TryStoreAsync<TState>(IPersistentState<TState> state, TState next, string what, int attempt)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException) when (attempt < MaximumStores)
        {
            // Another activation stored a change first, or an earlier write took effect after all.
            state.State = before;
            await state.ReadStateAsync();
        }
        catch (Exception exception)
        {
            state.State = before;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable, $"{what} could not be noted in the catalog: {exception.Message}", exception);
        }
    }
}
