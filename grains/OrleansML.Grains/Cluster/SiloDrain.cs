using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Cluster;
using OrleansML.Grains.Models;
using OrleansML.Grains.Placement;
using OrleansML.Models;

namespace OrleansML.Grains.Cluster;

/// <summary>
/// Empties this silo before it stops, whether an operator drains it or its process is told to end: other silos of the pool load what it
/// serves, are told that it leaves, and its replicas move there. Only then does Orleans stop.
/// </summary>
internal sealed partial class SiloDrain(
    LocalReplicas replicas,
    ReplicaMover mover,
    LeavingSilos leaving,
    IGrainFactory grains,
    ISiloStatusOracle membership,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<SiloDrain> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan TellTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ModelKey, bool> _preloaded = new();
    private volatile SiloDrainProgress _progress = new() { Phase = SiloDrainPhase.None };

    /// <summary>Whether the silo is on its way out.</summary>
    public bool IsLeaving => _progress.Phase is not (SiloDrainPhase.None or SiloDrainPhase.Failed);

    public SiloDrainProgress Progress =>
        IsLeaving ? _progress with { Preloaded = _preloaded.Count, Left = replicas.Count } : _progress;

    /// <summary>Starts to empty the silo and to end its process, unless that is under way.</summary>
    public SiloDrainProgress Start(TimeSpan timeout, bool force)
    {
        lock (_lock)
        {
            if (!IsLeaving)
            {
                Begin();
                _ = RunAsync(timeout, force);
            }

            return Progress;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs before anything stops. What cannot be moved in time is left to Orleans, which deactivates it.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || membership.CurrentStatus != SiloStatus.Active)
            return;

        lock (_lock)
        {
            if (!IsLeaving)
                Begin();
        }

        try
        {
            await PreloadAsync(cancellationToken);
            await MoveAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // The process was told to end, so it does.
            LogNotEmptied(logger, replicas.Count, exception);
        }

        _progress = _progress with { Phase = SiloDrainPhase.Stopping };
    }

    private void Begin()
    {
        _preloaded.Clear();
        _progress = new SiloDrainProgress { Phase = SiloDrainPhase.Preloading, Replicas = replicas.Count };
    }

    private async Task RunAsync(TimeSpan timeout, bool force)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        try
        {
            await PreloadAsync(limit.Token);
        }
        catch (Exception exception) when (!force)
        {
            LogStays(logger, exception);
            var reason = limit.IsCancellationRequested ? $"After {timeout} the other silos had not loaded everything." : exception.Message;
            _progress = _progress with
            {
                Phase = SiloDrainPhase.Failed,
                Preloaded = _preloaded.Count,
                Left = replicas.Count,
                Reason = $"{reason} The silo serves on.",
            };
            return;
        }
        catch (Exception exception)
        {
            LogForced(logger, exception);
        }

        // The rest happens in StoppingAsync, as with any other reason to stop.
        lifetime.StopApplication();
    }

    private Task PreloadAsync(CancellationToken cancellationToken)
    {
        // Homes are chosen as they will be without this silo.
        leaving.Note(membership.SiloAddress, leaving: true);
        try
        {
            var moves = replicas.ToArray()
                .Select(replica => replica.Key)
                .Where(key => !_preloaded.ContainsKey(key))
                .Select(key => (Key: key, Home: mover.FindHome(key)))
                .Where(move => move.Home is { } home && !home.Equals(membership.SiloAddress))
                .ToArray();
            return Task.WhenAll(moves.Select(async move =>
            {
                await mover.PreloadAsync(move.Key, move.Home!, cancellationToken);
                _preloaded[move.Key] = true;
            }));
        }
        finally
        {
            leaving.Note(membership.SiloAddress, leaving: false);
        }
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        _progress = _progress with { Phase = SiloDrainPhase.Moving };
        leaving.Note(membership.SiloAddress, leaving: true);
        if (membership.GetActiveSilos() is { Length: 1 })
            return;

        await TellOthersAsync(cancellationToken);
        while (replicas.ToArray() is { Length: > 0 } here && !here.All(IsLast))
        {
            // A silo that was not told may have placed one here meanwhile, so look again.
            await Task.WhenAll(here.Where(replica => !IsLast(replica)).Select(replica => mover.ReleaseAsync(replica.Key, replica.Value, cancellationToken)));
            await Task.Delay(Pause, time, cancellationToken);
        }

        // With no other silo of its pool a replica would only come back here.
        bool IsLast(KeyValuePair<ModelKey, IGrainContext> replica) => mover.FindHome(replica.Key)?.Equals(membership.SiloAddress) ?? true;
    }

    private Task TellOthersAsync(CancellationToken cancellationToken)
    {
        var self = membership.SiloAddress;
        return Task.WhenAll(membership.GetActiveSilos().Where(silo => !silo.Equals(self)).Select(async silo =>
        {
            try
            {
                await grains.GetGrain<ISiloAgentGrain>(silo.ToParsableString()).NoteLeaving(self.ToParsableString(), leaving: true)
                    .WaitAsync(TellTimeout, time, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // It may place a replica here once more, which then moves again.
                LogNotTold(logger, silo, exception);
            }
        }));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo stops with {Replicas} replicas that could not be moved.")]
    private static partial void LogNotEmptied(ILogger logger, int replicas, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo cannot be drained and serves on.")]
    private static partial void LogStays(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo leaves although other silos could not load everything that it serves.")]
    private static partial void LogForced(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} could not be told that this one leaves.")]
    private static partial void LogNotTold(ILogger logger, SiloAddress silo, Exception exception);
}
