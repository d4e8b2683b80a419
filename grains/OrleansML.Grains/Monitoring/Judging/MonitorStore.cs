using Orleans.Storage;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Stores what is known of a model's monitor. Changes run one after the other, each on what the one before stored, however many calls are under way. A
/// write follows from what this activation last stored: one that lives on where a silo was thought dead finds out there.
/// </summary>
/// <param name="state">Where it is stored.</param>
/// <param name="model">Name of the model.</param>
/// <param name="moved">Called when another activation has this monitor.</param>
internal sealed class MonitorStore(IPersistentState<ModelMonitorState> state, string model, Action moved)
{
    private Task _last = Task.CompletedTask;

    /// <summary>What is stored.</summary>
    public MonitorRecord Record { get; private set; } = state.State.Record.Length == 0 ? new MonitorRecord() : MonitorRecord.Read(state.State.Record);

    /// <summary>Changes what is known; nothing is written where the change returns what it was given.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>, <see cref="ErrorCode.Unavailable"/>, and what the change throws.</exception>
    public Task<MonitorRecord> ChangeAsync(Func<MonitorRecord, MonitorRecord> change)
    {
        var changed = ChangeAsync(_last, change);
        _last = changed;
        return changed;
    }

    private async Task<MonitorRecord> ChangeAsync(Task before, Func<MonitorRecord, MonitorRecord> change)
    {
        try
        {
            await before;
        }
        catch (Exception)
        {
            // Whoever asked for it was told.
        }

        var next = change(Record);
        if (!ReferenceEquals(next, Record))
            await StoreAsync(next);
        return next;
    }

    private async Task StoreAsync(MonitorRecord next)
    {
        var before = state.State;
        state.State = new ModelMonitorState { Record = next.Write() };
        try
        {
            await state.WriteStateAsync();
            Record = next;
        }
        catch (InconsistentStateException)
        {
            state.State = before;
            moved();
            throw new OrleansMLException(ErrorCode.Unavailable, $"The monitor of model '{model}' moved to another silo; ask again.");
        }
        catch (Exception exception)
        {
            state.State = before;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable, $"What is known of the monitor of model '{model}' could not be stored: {exception.Message.TrimEnd('.')}. Repeat the request.", exception);
        }
    }
}
