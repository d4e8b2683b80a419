using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansML.Grains.Cluster;

namespace OrleansML.Grains.Health;

/// <summary>
/// Finds out whether this silo can serve: it is an active member, it can read and write grain state, and it is not leaving. Whoever asks
/// while a run is under way or a moment later gets its result, so probes cannot pile up.
/// </summary>
internal sealed class SiloHealthProbe(
    ISiloStatusOracle membership, SiloDrain drain, IServiceProvider services, TimeProvider time)
{
    private const string StateName = "health";

    private static readonly TimeSpan StorageTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan KeepResult = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly GrainState<HealthRecord> _record = new(new HealthRecord());
    private Task<string?>? _storage;
    private long _storageAt;

    public async Task<string[]> CheckAsync()
    {
        var problems = new List<string>();
        if (membership.CurrentStatus != SiloStatus.Active)
        {
            problems.Add(
                $"Silo '{membership.SiloName}' is {membership.CurrentStatus}, not Active: wait until it has joined, or look in its log for why it cannot.");
        }

        if (drain.IsLeaving)
            problems.Add($"Silo '{membership.SiloName}' is leaving the cluster: send requests to others.");
        if (await CheckStorageOnce() is { } problem)
            problems.Add(problem);
        return [.. problems];
    }

    private Task<string?> CheckStorageOnce()
    {
        lock (_lock)
        {
            if (_storage is null || (_storage.IsCompleted && time.GetElapsedTime(_storageAt) > KeepResult))
            {
                _storageAt = time.GetTimestamp();
                _storage = CheckStorage();
            }

            return _storage.WaitAsync(StorageTimeout + StorageTimeout, time);
        }
    }

    private async Task<string?> CheckStorage()
    {
        if (services.GetService<IGrainStorage>() is not { } storage)
            return "The silo has no default grain storage: configure one.";

        var started = time.GetTimestamp();
        try
        {
            var roundTrip = Task.Run(() => RoundTrip(storage));
            roundTrip.Ignore();
            return await roundTrip.WaitAsync(StorageTimeout, time);
        }
        catch (Exception exception)
        {
            return $"Grain state cannot be read and written ({exception.Message.TrimEnd('.')}, after {time.GetElapsedTime(started).TotalSeconds:0.0} s): "
                + "check that the store runs, has room and accepts writes from this silo.";
        }
    }

    private async Task<string?> RoundTrip(IGrainStorage storage)
    {
        var grain = GrainId.Create("orleansml-health", membership.SiloName);
        await storage.ReadStateAsync(StateName, grain, _record);
        var checks = (_record.State?.Checks ?? 0) + 1;
        _record.State = new HealthRecord { Checks = checks };
        try
        {
            await storage.WriteStateAsync(StateName, grain, _record);
        }
        catch (InconsistentStateException)
        {
            // Another process of that name wrote in between, which shows as well that the store works.
            return null;
        }

        await storage.ReadStateAsync(StateName, grain, _record);
        return _record.State?.Checks >= checks
            ? null
            : $"Grain state that was written is not there when it is read ({_record.State?.Checks} instead of {checks}): the store loses writes.";
    }
}
