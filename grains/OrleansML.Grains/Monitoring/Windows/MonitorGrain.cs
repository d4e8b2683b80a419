using Orleans.Storage;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Merges what silos count of one segment and window; a part is stored before it is answered.</summary>
internal sealed class MonitorGrain([PersistentState("monitor-window")] IPersistentState<MonitorWindowState> state) : Grain, IMonitorGrain
{
    private string Name => this.GetPrimaryKeyString();

    public async Task<bool> Add(MonitorPart part)
    {
        if (Knows(part.Source, part.Number))
            return false;

        var stored = state.State;
        var window = stored.Window is { } counted ? Read(counted, SegmentWindow.ReadFrom) : new SegmentWindow();
        window.Merge(Read(part.Window, SegmentWindow.ReadFrom));
        await StoreAsync(stored with
        {
            Window = window.ToArray(),
            Segments = [.. stored.Segments.Union(part.Segments, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Numbers = new Dictionary<string, long>(stored.Numbers) { [part.Source] = part.Number },
        });
        return true;
    }

    public Task SetPerformance(byte[]? performance)
    {
        if (performance is not null)
            Read(performance, PerformanceWindow.ReadFrom);
        return (state.State.Performance, performance) switch
        {
            (null, null) => Task.CompletedTask,
            ({ } before, { } now) when before.AsSpan().SequenceEqual(now) => Task.CompletedTask,
            _ => StoreAsync(state.State with { Performance = performance }),
        };
    }

    public Task Replace(MonitorWindow window)
    {
        if (window.Window is not null)
            Read(window.Window, SegmentWindow.ReadFrom);
        if (window.Performance is not null)
            Read(window.Performance, PerformanceWindow.ReadFrom);
        return StoreAsync(state.State with { Window = window.Window, Performance = window.Performance, Segments = window.Segments });
    }

    public Task<MonitorWindow> Get()
    {
        var stored = state.State;
        return Task.FromResult(new MonitorWindow { Window = stored.Window, Performance = stored.Performance, Segments = stored.Segments, Revision = stored.Revision });
    }

    public Task<bool> Has(string source, long number) => Task.FromResult(Knows(source, number));

    public async Task Delete()
    {
        if (!state.RecordExists)
            return;

        try
        {
            await state.ClearStateAsync();
        }
        catch (Exception exception)
        {
            throw NotStored(exception);
        }
    }

    private bool Knows(string source, long number) => state.State.Numbers.TryGetValue(source, out var last) && number <= last;

    private async Task StoreAsync(MonitorWindowState next)
    {
        var before = state.State;
        state.State = next with { Revision = before.Revision + 1 };
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception exception)
        {
            state.State = before;
            throw NotStored(exception);
        }
    }

    // What another activation stored, or a write that took effect after all, is read anew by the next activation.
    private OrleansMLException NotStored(Exception exception)
    {
        if (exception is InconsistentStateException)
            DeactivateOnIdle();
        return new OrleansMLException(ErrorCode.StorageUnavailable, $"Window '{Name}' of the monitor could not be stored: {exception.Message}", exception);
    }

    private T Read<T>(byte[] data, Func<ReadOnlySpan<byte>, T> read)
    {
        try
        {
            return read(data);
        }
        catch (InvalidDataException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"What came for window '{Name}' of the monitor, or is stored there, cannot be read: {exception.Message}", exception);
        }
    }
}
