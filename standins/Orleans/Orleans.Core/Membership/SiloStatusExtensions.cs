namespace Orleans.Runtime;

/// <summary>Questions about the status of a silo.</summary>
public static class SiloStatusExtensions
{
    /// <summary>Whether the silo ends or has ended.</summary>
    public static bool IsTerminating(this SiloStatus siloStatus)
        => siloStatus is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead;
}
