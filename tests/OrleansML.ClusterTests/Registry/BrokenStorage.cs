using Orleans.Storage;

namespace OrleansML.ClusterTests.Registry;

/// <summary>Grain storage in memory whose writes go wrong as told, and which checks the revision that a write follows from.</summary>
internal sealed class BrokenStorage : IGrainStorage
{
    private readonly Dictionary<string, (object State, int Revision)> _records = [];
    private readonly Lock _lock = new();

    /// <summary>Called before a write takes effect; an exception it throws fails the write.</summary>
    public Action<string> BeforeWrite { get; set; } = _ => { };

    /// <summary>Called after a write took effect; an exception it throws is all that the writer sees.</summary>
    public Action<string> AfterWrite { get; set; } = _ => { };

    /// <summary>While set, nothing can be read or written.</summary>
    public bool IsDown { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfDown();
        lock (_lock)
        {
            if (_records.TryGetValue(Key(stateName, grainId), out var record))
                (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)record.State, $"{record.Revision}", true);
            else
                (grainState.ETag, grainState.RecordExists) = (null, false);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfDown();
        BeforeWrite(stateName);
        lock (_lock)
        {
            var revision = _records.TryGetValue(Key(stateName, grainId), out var record) ? record.Revision : 0;
            if (grainState.ETag != (revision == 0 ? null : $"{revision}"))
                throw new InconsistentStateException("The record was written by another.", $"{revision}", grainState.ETag ?? "");

            _records[Key(stateName, grainId)] = (grainState.State!, revision + 1);
            AfterWrite(stateName);
            (grainState.ETag, grainState.RecordExists) = ($"{revision + 1}", true);
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    /// <summary>Stores what another activation of the same grain would, as it is stored now but with a newer revision.</summary>
    public void Overtake(string stateName)
    {
        lock (_lock)
        {
            foreach (var key in _records.Keys.Where(key => key.StartsWith(stateName, StringComparison.Ordinal)).ToArray())
                _records[key] = (_records[key].State, _records[key].Revision + 1);
        }
    }

    private void ThrowIfDown()
    {
        if (IsDown)
            throw new IOException("The store is down.");
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName}/{grainId}";
}
