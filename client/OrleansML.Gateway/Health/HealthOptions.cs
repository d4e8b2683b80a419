namespace OrleansML.Gateway;

/// <summary>When a process counts as ready. Bound from section <c>OrleansML:Health</c>.</summary>
public sealed class HealthOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Health";

    /// <summary>
    /// Names of models whose champion must be loaded by at least one replica before the process is ready. Default none. Asking starts the
    /// loading; a model that cannot be loaded keeps the process out of service.
    /// </summary>
    public IList<string> RequiredModels { get; } = [];

    /// <summary>
    /// How long a gateway that was told to end goes on answering while it already says that it is not ready, so that load balancers can turn
    /// away from it; 0 to 10 min, default 1 s. It must be longer than the time between two of their probes.
    /// </summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.FromSeconds(1);
}
