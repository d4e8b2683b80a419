namespace Orleans.Runtime;

/// <summary>Values that travel with calls from caller to callee; they do not travel back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<State?> Ambient = new();

    /// <summary>The keys of the values that travel now.</summary>
    public static IEnumerable<string> Keys => Entries.Select(static entry => entry.Key);

    /// <summary>The keys and values that travel now.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Ambient.Value?.Values ?? [];

    /// <summary>The call chain that may come back into the grain it passed through; empty if none may.</summary>
    public static Guid ReentrancyId
    {
        get => Ambient.Value?.ReentrancyId ?? Guid.Empty;
        set
        {
            var state = Ambient.Value;
            if (value != (state?.ReentrancyId ?? Guid.Empty)) Ambient.Value = State.Create(state?.Values, value);
        }
    }

    internal static Dictionary<string, object>? CallContextData => Ambient.Value?.Values;

    /// <summary>Returns the value of a key, or null if there is none.</summary>
    public static object? Get(string key) => Ambient.Value?.Values is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the calls that this flow makes from now on; it must be serializable.</summary>
    public static void Set(string key, object value)
    {
        var state = Ambient.Value;
        var values = state?.Values is { } old ? new Dictionary<string, object>(old) : [];
        values[key] = value;
        Ambient.Value = State.Create(values, state?.ReentrancyId ?? Guid.Empty);
    }

    /// <summary>Removes a value and returns whether there was one.</summary>
    public static bool Remove(string key)
    {
        var state = Ambient.Value;
        if (state?.Values is not { } old || !old.ContainsKey(key)) return false;
        var values = new Dictionary<string, object>(old);
        values.Remove(key);
        Ambient.Value = State.Create(values.Count == 0 ? null : values, state.ReentrancyId);
        return true;
    }

    /// <summary>Removes all values and the call chain.</summary>
    public static void Clear()
    {
        if (Ambient.Value is not null) Ambient.Value = null;
    }

    /// <summary>Until the scope is disposed, calls made here may call back into this grain.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until the scope is disposed, calls made here may not call back into this grain.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>Replaces the values of this flow; the dictionary must not be changed afterwards.</summary>
    internal static void Import(Dictionary<string, object>? values, Guid reentrancyId)
    {
        if (values is { Count: > 0 } || reentrancyId != Guid.Empty) Ambient.Value = State.Create(values, reentrancyId);
        else Clear();
    }

    /// <summary>A scope in which call chain reentrancy differs.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _originalReentrancyId;
        private readonly Guid _newReentrancyId;

        /// <summary>Enters a section in which the given call chain may come back; an empty one means that none may.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _originalReentrancyId = originalReentrancyId;
            _newReentrancyId = newReentrancyId;
            if (originalReentrancyId == newReentrancyId) return;
            if (newReentrancyId != Guid.Empty) Sections?.OnEnterReentrantSection(newReentrancyId);
            ReentrancyId = newReentrancyId;
        }

        private static Core.Internal.ICallChainReentrantGrainContext? Sections
            => RuntimeContext.Current as Core.Internal.ICallChainReentrantGrainContext;

        /// <summary>Ends the section and restores the call chain from before it.</summary>
        public void Dispose()
        {
            if (_originalReentrancyId == _newReentrancyId) return;
            if (_newReentrancyId != Guid.Empty) Sections?.OnExitReentrantSection(_newReentrancyId);
            ReentrancyId = _originalReentrancyId;
        }
    }

    private sealed class State
    {
        public Dictionary<string, object>? Values { get; private init; }

        public Guid ReentrancyId { get; private init; }

        public static State? Create(Dictionary<string, object>? values, Guid reentrancyId)
            => values is null && reentrancyId == Guid.Empty ? null : new() { Values = values, ReentrancyId = reentrancyId };
    }
}
