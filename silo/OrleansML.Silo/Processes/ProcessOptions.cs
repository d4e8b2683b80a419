namespace OrleansML.Silo.Processes;

/// <summary>How a process of any role ends. Bound from section <c>OrleansML:Process</c>.</summary>
public sealed class ProcessOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Process";

    /// <summary>
    /// How long an orderly stop may take: requests are answered, models move to other silos, grains are deactivated. 5 s later the process
    /// ends in any case. 1 s to 1 hour, default 2 minutes.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
