namespace Orleans.Configuration;

/// <summary>Settings of messaging of a silo.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>The default of <see cref="ClientRegistrationRefresh"/>.</summary>
    public static readonly TimeSpan DEFAULT_CLIENT_REGISTRATION_REFRESH = TimeSpan.FromMinutes(5);

    /// <summary>The default of <see cref="MaxRequestProcessingTime"/>.</summary>
    public static readonly TimeSpan DEFAULT_MAX_REQUEST_PROCESSING_TIME = TimeSpan.FromHours(2);

    /// <summary>The default of <see cref="PlacementTimeout"/>.</summary>
    public static readonly TimeSpan DEFAULT_PLACEMENT_TIMEOUT = TimeSpan.FromSeconds(30);

    /// <summary>The default of <see cref="PlacementRetryBaseDelay"/>.</summary>
    public static readonly TimeSpan DEFAULT_PLACEMENT_RETRY_BASE_DELAY = TimeSpan.FromMilliseconds(100);

    /// <summary>The default of <see cref="MaxEnqueuedRequestsSoftLimit"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT = 0;

    /// <summary>The default of <see cref="MaxEnqueuedRequestsHardLimit"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT = 0;

    /// <summary>The default of <see cref="MaxEnqueuedRequestsSoftLimit_StatelessWorker"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_SOFT_LIMIT = 0;

    /// <summary>The default of <see cref="MaxEnqueuedRequestsHardLimit_StatelessWorker"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT = 0;

    /// <summary>The default of <see cref="PlacementMaxRetries"/>.</summary>
    public const int DEFAULT_PLACEMENT_MAX_RETRIES = 3;

    /// <summary>Gets or sets how often a message that finds no activation is sent on; 2 by default.</summary>
    public int MaxForwardCount { get; set; } = 2;

    /// <summary>Gets or sets after what time without a connection a client is forgotten; 1 minute by default.</summary>
    public TimeSpan ClientDropTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how often a silo renews the registration of its clients; 5 minutes by default.</summary>
    public TimeSpan ClientRegistrationRefresh { get; set; } = DEFAULT_CLIENT_REGISTRATION_REFRESH;

    /// <summary>Gets or sets how long a stopping gateway waits for its clients to leave; zero by default.</summary>
    public TimeSpan ClientGatewayShutdownNotificationTimeout { get; set; } = TimeSpan.Zero;

    /// <summary>Gets or sets from how many waiting requests of one activation a warning is logged; 0 is never.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT;

    /// <summary>Gets or sets from how many waiting requests of one activation further ones are refused; 0 is never.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT;

    /// <summary>Gets or sets the soft limit of waiting requests of a stateless worker; 0 is none.</summary>
    public int MaxEnqueuedRequestsSoftLimit_StatelessWorker { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_SOFT_LIMIT;

    /// <summary>Gets or sets the hard limit of waiting requests of a stateless worker; 0 is none.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT;

    /// <summary>Gets or sets how long a request may block an activation before it counts as stuck; 2 hours by default.</summary>
    public TimeSpan MaxRequestProcessingTime { get; set; } = DEFAULT_MAX_REQUEST_PROCESSING_TIME;

    /// <summary>Gets or sets whether every silo is taken to support every grain, without asking its manifest.</summary>
    public bool AssumeHomogenousSilosForTesting { get; set; }

    /// <summary>Gets or sets the response timeout of calls between parts of the runtime; 30 seconds by default.</summary>
    public TimeSpan SystemResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often long-waiting requests are looked for; 5 seconds by default.</summary>
    public TimeSpan GrainWorkloadAnalysisPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets after what time a running request is reported; 20 seconds by default.</summary>
    public TimeSpan RequestProcessingWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets after what time a waiting request is reported; 20 seconds by default.</summary>
    public TimeSpan RequestQueueDelayWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets how long a stopping silo waits for outgoing messages to be queued; zero by default.</summary>
    public TimeSpan WaitForMessageToBeQueuedForOutboundTime { get; set; } = TimeSpan.Zero;

    /// <summary>Gets or sets how long the placement of a grain may take; 30 seconds by default.</summary>
    public TimeSpan PlacementTimeout { get; set; } = DEFAULT_PLACEMENT_TIMEOUT;

    /// <summary>Gets or sets how often a failed placement is tried again; 3 by default.</summary>
    public int PlacementMaxRetries { get; set; } = DEFAULT_PLACEMENT_MAX_RETRIES;

    /// <summary>Gets or sets the first delay between two tries of a placement; 100 ms by default.</summary>
    public TimeSpan PlacementRetryBaseDelay { get; set; } = DEFAULT_PLACEMENT_RETRY_BASE_DELAY;
}
