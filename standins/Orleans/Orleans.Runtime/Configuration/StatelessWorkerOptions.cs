namespace Orleans.Configuration;

/// <summary>Settings of stateless workers.</summary>
public class StatelessWorkerOptions
{
    /// <summary>The default of <see cref="RemoveIdleWorkers"/>.</summary>
    public const bool DEFAULT_REMOVE_IDLE_WORKERS = true;

    /// <summary>Gets or sets whether workers that stay idle are removed before they reach the collection age.</summary>
    public bool RemoveIdleWorkers { get; set; } = DEFAULT_REMOVE_IDLE_WORKERS;
}
