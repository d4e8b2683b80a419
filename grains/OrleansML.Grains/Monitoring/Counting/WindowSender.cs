using Microsoft.Extensions.Logging;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Brings what was counted into the windows and tells the monitors of the models. Safe for concurrent use, with one batch of a model at a time.</summary>
internal sealed partial class WindowSender(IGrainFactory grains, MonitoringRun run, ILogger<WindowSender> logger) : IDisposable
{
    /// <summary>Most parts that a silo sends at once.</summary>
    public const int MostAtOnce = 16;

    private readonly SemaphoreSlim _turns = new(MostAtOnce);
    private readonly KnownFailures _failures = new();

    /// <summary>Sends a batch, or what is left of it, and reports it. What fails is said once and stays in the batch.</summary>
    /// <returns>Whether all of it arrived.</returns>
    public async Task<bool> SendAsync(WindowBatch batch)
    {
        try
        {
            if (batch.Announced.Length > 0)
            {
                // Complete until the beginning of time: that holds back no less than what was said before.
                await grains.GetGrain<IModelMonitorGrain>(batch.Model).Report(
                    new MonitorProgress { Source = run.Names.Run, CompleteUntil = DateTimeOffset.UnixEpoch, Windows = batch.Announced, Waiting = batch.Waiting });
                batch.Announced = [];
            }

            foreach (var shipment in batch.Shipments)
            {
                foreach (var refused in await shipment.SendAsync(AddAsync))
                    LogRefused(batch.Model, refused);
            }

            batch.Answer = await grains.GetGrain<IModelMonitorGrain>(batch.Model).Report(new MonitorProgress
            {
                Source = run.Names.Run,
                CompleteUntil = batch.CompleteUntil,
                Windows = [.. batch.Shipments.Select(static shipment => shipment.Window)],
                IsLast = batch.IsLast,
                Waiting = batch.Waiting,
            });
            _failures.End(batch.Model);
            return true;
        }
        catch (Exception exception)
        {
            if (_failures.IsNew(batch.Model, exception.Message))
                LogNotSent(batch.Model, exception.Message);
            return false;
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task AddAsync(string key, MonitorPart part)
    {
        await _turns.WaitAsync();
        try
        {
            await grains.GetGrain<IMonitorGrain>(key).Add(part);
        }
        finally
        {
            _turns.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was counted of model '{Model}' could not be brought into its windows; it is sent again: {Reason}")]
    private partial void LogNotSent(string model, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A window of model '{Model}' takes nothing any more; what this silo counted for it is lost: {Reason}")]
    private partial void LogRefused(string model, string reason);
}
