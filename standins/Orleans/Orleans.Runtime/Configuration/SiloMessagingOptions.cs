namespace Orleans.Configuration;

/// <summary>Settings of messaging of a silo.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>The default of <see cref="MaxEnqueuedRequestsHardLimit"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT = 0;

    /// <summary>The default of <see cref="MaxEnqueuedRequestsHardLimit_StatelessWorker"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT = 0;

    /// <summary>Gets or sets how often a message that finds no activation is sent on; 2 by default.</summary>
    public int MaxForwardCount { get; set; } = 2;

    /// <summary>The default of <see cref="MaxEnqueuedRequestsSoftLimit"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT = 0;

    /// <summary>The default of <see cref="MaxEnqueuedRequestsSoftLimit_StatelessWorker"/>.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_SOFT_LIMIT = 0;

    /// <summary>Gets or sets at how many waiting requests of one activation a warning is logged; 0 is never.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT;

    /// <summary>Gets or sets at how many waiting requests of a stateless worker a warning is logged; 0 is never.</summary>
    public int MaxEnqueuedRequestsSoftLimit_StatelessWorker { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_SOFT_LIMIT;

    /// <summary>Gets or sets from how many waiting requests of one activation further ones are refused; 0 is never.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT;

    /// <summary>Gets or sets the hard limit of waiting requests of a stateless worker; 0 is none.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT;

    /// <summary>Gets or sets whether every silo is taken to support every grain, without asking its manifest.</summary>
    public bool AssumeHomogenousSilosForTesting { get; set; }

    /// <summary>Gets or sets the response timeout of calls between parts of the runtime; 30 seconds by default.</summary>
    public TimeSpan SystemResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
