using System.Diagnostics.Metrics;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Observability;

/// <summary>The instruments of the meter <c>Microsoft.Orleans</c> that the runtime feeds.</summary>
internal sealed class RuntimeInstruments
{
    private readonly Counter<long> _sentMessagesSize;
    private readonly Counter<long> _receivedMessagesSize;
    private readonly Histogram<double> _requestLatency;
    private readonly Meter _meter;

    /// <summary>Initializes the instruments.</summary>
    public RuntimeInstruments(OrleansInstruments instruments)
    {
        var meter = _meter = instruments.Meter;
        _sentMessagesSize = meter.CreateCounter<long>("orleans-messaging-sent-messages-size", "bytes");
        _receivedMessagesSize = meter.CreateCounter<long>("orleans-messaging-received-messages-size", "bytes");
        SentFailed = meter.CreateCounter<int>("orleans-messaging-sent-failed");
        SentDropped = meter.CreateCounter<int>("orleans-messaging-sent-dropped");
        Expired = meter.CreateCounter<int>("orleans-messaging-expired");
        Rejected = meter.CreateCounter<int>("orleans-messaging-rejected");
        Rerouted = meter.CreateCounter<int>("orleans-messaging-rerouted");
        LongRunningTurns = meter.CreateCounter<int>("orleans-scheduler-long-running-turns");
        ActivationsCreated = meter.CreateCounter<int>("orleans-catalog-activation-created");
        ActivationsDestroyed = meter.CreateCounter<int>("orleans-catalog-activation-destroyed");
        ActivationsFailed = meter.CreateCounter<int>("orleans-catalog-activation-failed-to-activate");
        ActivationShutdowns = meter.CreateCounter<int>("orleans-catalog-activation-shutdown");
        ActivationCollections = meter.CreateCounter<int>("orleans-catalog-activation-collections");
        ActivationLatency = meter.CreateHistogram<double>("orleans-catalog-activation-latency", "ms");
        ConcurrentRegistrations = meter.CreateCounter<int>("orleans-catalog-activation-concurrent-registration-attempts");
        GatewayLoadShedding = meter.CreateCounter<int>("orleans-gateway-load-shedding");
        RequestsTimedOut = meter.CreateCounter<long>("orleans-app-requests-timedout");
        RequestsCanceled = meter.CreateCounter<long>("orleans-app-requests-canceled");
        SocketsOpened = meter.CreateCounter<int>("orleans-networking-sockets-opened");
        SocketsClosed = meter.CreateCounter<int>("orleans-networking-sockets-closed");
        GrainCounts = new GrainCounts(meter);
        _requestLatency = meter.CreateHistogram<double>("orleans-app-requests-latency", "ms");
        SentLocal = meter.CreateCounter<long>("orleans-messaging-sent-local");
    }

    /// <summary>Gets the counter of messages that could not be sent.</summary>
    public Counter<int> SentFailed { get; }

    /// <summary>Gets the counter of messages dropped because a queue was full.</summary>
    public Counter<int> SentDropped { get; }

    /// <summary>Gets the counter of messages dropped because their caller had given up.</summary>
    public Counter<int> Expired { get; }

    /// <summary>Gets the counter of rejected requests.</summary>
    public Counter<int> Rejected { get; }

    /// <summary>Gets the counter of requests sent on to another silo.</summary>
    public Counter<int> Rerouted { get; }

    /// <summary>Gets the counter of messages delivered inside the silo.</summary>
    public Counter<long> SentLocal { get; }

    /// <summary>Gets the counter of turns longer than the warning threshold.</summary>
    public Counter<int> LongRunningTurns { get; }

    /// <summary>Gets the counter of activations created.</summary>
    public Counter<int> ActivationsCreated { get; }

    /// <summary>Gets the counter of activations destroyed.</summary>
    public Counter<int> ActivationsDestroyed { get; }

    /// <summary>Gets the counter of failed activations.</summary>
    public Counter<int> ActivationsFailed { get; }

    /// <summary>Gets the counter of deactivations, tagged with what caused them.</summary>
    public Counter<int> ActivationShutdowns { get; }

    /// <summary>Gets the counter of rounds of the collector.</summary>
    public Counter<int> ActivationCollections { get; }

    /// <summary>Gets the time that activations took, in milliseconds.</summary>
    public Histogram<double> ActivationLatency { get; }

    /// <summary>Gets the counter of activations that lost the race for the directory.</summary>
    public Counter<int> ConcurrentRegistrations { get; }

    /// <summary>Gets the counter of requests refused by an overloaded gateway.</summary>
    public Counter<int> GatewayLoadShedding { get; }

    /// <summary>Gets the counter of calls that timed out.</summary>
    public Counter<long> RequestsTimedOut { get; }

    /// <summary>Gets the counter of calls that were cancelled.</summary>
    public Counter<long> RequestsCanceled { get; }

    /// <summary>Gets the counter of connections opened.</summary>
    public Counter<int> SocketsOpened { get; }

    /// <summary>Gets the counter of connections closed.</summary>
    public Counter<int> SocketsClosed { get; }

    /// <summary>Gets the number of activations by grain type.</summary>
    public GrainCounts GrainCounts { get; }

    /// <summary>Publishes the number of activations.</summary>
    public void ObserveActivationCount(Func<int> count) => _meter.CreateObservableGauge("orleans-catalog-activations", count);

    /// <summary>Publishes the number of connected clients.</summary>
    public void ObserveConnectedClients(Func<int> count) => _meter.CreateObservableGauge("orleans-gateway-connected-clients", count);

    /// <summary>Publishes the number of connected gateways.</summary>
    public void ObserveConnectedGateways(Func<int> count) => _meter.CreateObservableGauge("orleans-client-connected-gateways", count);

    /// <summary>Records the latency of a call of this process.</summary>
    public void OnRequestEnded(Message request)
    {
        if (_requestLatency.Enabled)
        {
            _requestLatency.Record(request.Age.TotalMilliseconds, new KeyValuePair<string, object?>("grain_type", request.TargetGrain.Type.ToString()));
        }
    }

    /// <summary>Counts a sent message.</summary>
    public void OnSent(long bytes) => _sentMessagesSize.Add(bytes);

    /// <summary>Counts a received message.</summary>
    public void OnReceived(long bytes) => _receivedMessagesSize.Add(bytes);
}
