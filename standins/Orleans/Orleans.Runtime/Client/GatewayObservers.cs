using Microsoft.Extensions.Logging;
using Orleans.Runtime.Networking;

namespace Orleans.Runtime.Client;

/// <summary>Tells the application how many gateways its client is connected with. Observers are called one change after the other.</summary>
internal sealed class GatewayObservers(IClusterConnectionStatusObserver[] observers, ILogger logger)
{
    private Task _last = Task.CompletedTask;

    /// <summary>Tells of a change. Observers run later, on another thread, so that a slow one holds up no connection. One caller at a time.</summary>
    public void OnCountChanged(int current, int previous)
    {
        if (observers.Length > 0)
        {
            _last = _last.ContinueWith(_ => Notify(current, previous), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Notify(int current, int previous)
    {
        foreach (var observer in observers)
        {
            try
            {
                observer.NotifyGatewayCountChanged(current, previous, connectionRecovered: previous == 0);
                if (current == 0)
                {
                    observer.NotifyClusterConnectionLost();
                }
            }
            catch (Exception exception)
            {
                NetworkingLog.ObserverFailed(logger, exception);
            }
        }
    }
}
