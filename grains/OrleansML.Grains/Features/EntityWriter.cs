using Microsoft.Extensions.Logging;
using Orleans.Storage;
using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>
/// Keeps what is known of one entity durable as its view promises. One write at a time; what arrives meanwhile goes with the next one, all of it
/// together. Used in the turns of its grain only.
/// </summary>
internal sealed partial class EntityWriter(GrainId grain, FeatureStore store, TimeProvider time, ILogger logger)
{
    private const int MostConflicts = 4;

    private readonly List<FeatureEventData> _unwritten = [];
    private readonly GrainState<StoredFeatures> _state = new();
    private Task? _writing;
    private long _oldest;

    /// <summary>Events that were taken in and are not written.</summary>
    public int Unwritten => _unwritten.Count;

    /// <summary>How long the oldest of them waits.</summary>
    public TimeSpan Waiting => _unwritten.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(_oldest);

    /// <summary>Reads what is stored.</summary>
    public Task<StoredFeatures> ReadAsync() => store.ReadAsync(grain, _state);

    /// <summary>Takes down that events were applied and must be written.</summary>
    public void Note(FeatureEventData[] events)
    {
        if (_unwritten.Count == 0)
            _oldest = time.GetTimestamp();
        _unwritten.AddRange(events);
    }

    /// <summary>Completes when everything that was noted until now is written.</summary>
    /// <param name="owner">Has what is known, and takes what was stored by others.</param>
    /// <returns>False when it could not be written.</returns>
    public async Task<bool> WriteAsync(IEntityOwner owner)
    {
        // A write that began before the events came does not hold them; the one after it does.
        if (_writing is { } before && !await Succeeds(before) && _writing is null)
            return false;
        if (_unwritten.Count == 0)
            return true;
        return await Succeeds(_writing ??= WriteOnceAsync(owner));
    }

    private static async Task<bool> Succeeds(Task writing)
    {
        await writing.ContinueWith(static _ => { }, TaskScheduler.Current);
        return writing.IsCompletedSuccessfully;
    }

    private async Task WriteOnceAsync(IEntityOwner owner)
    {
        // Until the first await this runs inside the caller, which has not stored the task yet.
        await Task.Yield();
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var count = _unwritten.Count;
                var features = owner.Features;
                var oldest = time.GetTimestamp();
                try
                {
                    await store.WriteAsync(grain, _state, features.Write(time.GetFeatureTime()), features.View.IsPrivate);
                    _unwritten.RemoveRange(0, count);
                    _oldest = oldest;
                    return;
                }
                catch (InconsistentStateException) when (attempt < MostConflicts)
                {
                    // Another activation wrote, or an earlier write took effect after all: what is stored counts, and what is not in it yet is added.
                    await owner.Reload(_unwritten);
                }
            }
        }
        catch (Exception exception)
        {
            LogNotWritten(logger, _unwritten.Count, exception);
            throw;
        }
        finally
        {
            _writing = null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events of an entity's features could not be written yet.")]
    private static partial void LogNotWritten(ILogger logger, int count, Exception exception);
}
