using System.Diagnostics.Metrics;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Observability;

/// <summary>The instruments of the meter <c>Microsoft.Orleans</c> that the runtime feeds.</summary>
internal sealed class RuntimeInstruments
{
    private static readonly string[] Directions = ["Request", "OneWay", "Response", "OneWay"];
    private readonly Histogram<int> _sentSize;
    private readonly Histogram<int> _receivedSize;
    private readonly Counter<int> _gatewaySent;
    private readonly Counter<int> _gatewayReceived;
    private readonly Counter<int> _expired;
    private readonly Counter<int> _rejected;
    private readonly Counter<int> _rerouted;
    private readonly Histogram<double> _activationLatency;
    private readonly Histogram<double> _deactivationLatency;
    private readonly Histogram<double> _callLatency;
    private readonly Meter _meter;
    private long _sentHeaders;
    private long _receivedHeaders;
    private long _sentMessages;
    private long _receivedMessages;

    /// <summary>Initializes the instruments.</summary>
    public RuntimeInstruments(OrleansInstruments instruments)
    {
        var meter = _meter = instruments.Meter;
        _sentSize = meter.CreateHistogram<int>("orleans-messaging-sent-messages-size", "bytes");
        _receivedSize = meter.CreateHistogram<int>("orleans-messaging-received-messages-size", "bytes");
        meter.CreateObservableCounter("orleans-messaging-sent-header-size", () => Volatile.Read(ref _sentHeaders), "bytes");
        meter.CreateObservableCounter("orleans-messaging-received-header-size", () => Volatile.Read(ref _receivedHeaders), "bytes");
        SentFailed = meter.CreateCounter<int>("orleans-messaging-sent-failed");
        SentDropped = meter.CreateCounter<int>("orleans-messaging-sent-dropped");
        _expired = meter.CreateCounter<int>("orleans-messaging-expired");
        _rejected = meter.CreateCounter<int>("orleans-messaging-rejected");
        _rerouted = meter.CreateCounter<int>("orleans-messaging-rerouted");
        _gatewaySent = meter.CreateCounter<int>("orleans-gateway-sent");
        _gatewayReceived = meter.CreateCounter<int>("orleans-gateway-received");
        GatewayLoadShedding = meter.CreateCounter<int>("orleans-gateway-load-shedding");
        LongRunningTurns = meter.CreateCounter<int>("orleans-scheduler-long-running-turns");
        ActivationsCreated = meter.CreateCounter<int>("orleans-catalog-activation-created");
        ActivationsDestroyed = meter.CreateCounter<int>("orleans-catalog-activation-destroyed");
        ActivationsFailed = meter.CreateCounter<int>("orleans-catalog-activation-failed-to-activate");
        ActivationShutdowns = meter.CreateCounter<int>("orleans-catalog-activation-shutdown");
        ActivationCollections = meter.CreateCounter<int>("orleans-catalog-activation-collections");
        NonExistentActivations = meter.CreateCounter<int>("orleans-catalog-activation-non-existent");
        ConcurrentRegistrations = meter.CreateCounter<int>("orleans-catalog-activation-concurrent-registration-attempts");
        _activationLatency = meter.CreateHistogram<double>("orleans-catalog-activation-latency", "ms");
        _deactivationLatency = meter.CreateHistogram<double>("orleans-catalog-deactivation-latency", "ms");
        RequestsTimedOut = meter.CreateCounter<long>("orleans-app-requests-timedout");
        RequestsCanceled = meter.CreateCounter<long>("orleans-app-requests-canceled");
        SocketsOpened = meter.CreateCounter<int>("orleans-networking-sockets-opened");
        SocketsClosed = meter.CreateCounter<int>("orleans-networking-sockets-closed");
        SentLocal = meter.CreateCounter<long>("orleans-messaging-sent-local");
        GrainCounts = new GrainCounts(meter);
        _callLatency = meter.CreateHistogram<double>("orleans-app-requests-latency", "ms");
    }

    /// <summary>Gets how many messages this process has sent to others.</summary>
    public long SentMessages => Volatile.Read(ref _sentMessages);

    /// <summary>Gets how many messages this process has received from others.</summary>
    public long ReceivedMessages => Volatile.Read(ref _receivedMessages);

    /// <summary>Gets the counter of messages that could not be sent.</summary>
    public Counter<int> SentFailed { get; }

    /// <summary>Gets the counter of messages dropped because a queue was full.</summary>
    public Counter<int> SentDropped { get; }

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

    /// <summary>Gets the counter of requests that found no activation where they were sent.</summary>
    public Counter<int> NonExistentActivations { get; }

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
        if (_callLatency.Enabled)
        {
            _callLatency.Record(request.Age.TotalMilliseconds, new KeyValuePair<string, object?>("grain_type", request.TargetGrain.Type.ToString()));
        }
    }

    /// <summary>Records how long an activation took and how it ended.</summary>
    public void OnActivated(TimeSpan duration, string status, bool usesDirectory) => _activationLatency.Record(
        duration.TotalMilliseconds, new("status", status), new("directory", usesDirectory ? "enabled" : "disabled"));

    /// <summary>Records how long a deactivation took and what caused it.</summary>
    public void OnDeactivated(TimeSpan duration, string via) =>
        _deactivationLatency.Record(duration.TotalMilliseconds, new KeyValuePair<string, object?>("via", via));

    /// <summary>Counts a message that was dropped because its caller had given up.</summary>
    /// <param name="phase">Where it was found to be late: Receive or Invoke.</param>
    public void OnExpired(string phase) => _expired.Add(1, new KeyValuePair<string, object?>("Phase", phase));

    /// <summary>Counts a rejected request.</summary>
    public void OnRejected(MessageDirection direction) => _rejected.Add(1, Tag(direction));

    /// <summary>Counts a request that was sent on to another silo.</summary>
    public void OnRerouted(MessageDirection direction) => _rerouted.Add(1, Tag(direction));

    /// <summary>Gets the tag for the direction of a message.</summary>
    public static KeyValuePair<string, object?> Tag(MessageDirection direction) => new("Direction", Directions[(int)direction]);

    /// <summary>Counts a message sent to another process.</summary>
    public void OnSent(long bytes, long header, MessageDirection direction, string connection)
    {
        Interlocked.Increment(ref _sentMessages);
        Interlocked.Add(ref _sentHeaders, header);
        if (_sentSize.Enabled)
        {
            _sentSize.Record((int)bytes, new("ConnectionDirection", connection), new("MessageDirection", Directions[(int)direction]));
        }

        if (connection == ConnectionDirections.GatewayToClient)
        {
            _gatewaySent.Add(1);
        }
    }

    /// <summary>Counts a message received from another process.</summary>
    public void OnReceived(long bytes, long header, MessageDirection direction, string connection)
    {
        Interlocked.Increment(ref _receivedMessages);
        Interlocked.Add(ref _receivedHeaders, header);
        if (_receivedSize.Enabled)
        {
            _receivedSize.Record((int)bytes, new("ConnectionDirection", connection), new("MessageDirection", Directions[(int)direction]));
        }

        if (connection == ConnectionDirections.GatewayToClient)
        {
            _gatewayReceived.Add(1);
        }
    }
}
