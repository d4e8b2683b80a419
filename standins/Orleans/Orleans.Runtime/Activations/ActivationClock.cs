namespace Orleans.Runtime.Activations;

/// <summary>The clock of activation management: the time provider registered under its name, else the general one, else the system clock.</summary>
internal sealed class ActivationClock(IServiceProvider services)
{
    /// <summary>Gets the time provider.</summary>
    public TimeProvider Provider { get; } = Clocks.Get(services, TimeProviderNames.ActivationManagement);
}
