namespace Orleans.Runtime.Networking;

/// <summary>Accepts transports on one endpoint.</summary>
internal interface ITransportListener : IDisposable
{
    /// <summary>Waits for the next transport; returns null once the listener is disposed.</summary>
    ValueTask<Transport?> AcceptAsync();
}
