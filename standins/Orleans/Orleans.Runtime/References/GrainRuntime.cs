using Orleans.Core;
using Orleans.Providers;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Storage;
using Orleans.Timers;

namespace Orleans.Runtime.References;

/// <summary>The services that grains have at hand.</summary>
internal sealed class GrainRuntime(ILocalSiloDetails silo, IGrainFactory grains, ITimerRegistry timers, IServiceProvider services) : IGrainRuntime
{
    /// <inheritdoc/>
    public SiloAddress SiloAddress => silo.SiloAddress;

    /// <inheritdoc/>
    public string SiloIdentity { get; } = silo.SiloAddress.ToString();

    /// <inheritdoc/>
    public IGrainFactory GrainFactory => grains;

    /// <inheritdoc/>
    public ITimerRegistry TimerRegistry => timers;

    /// <inheritdoc/>
    public IServiceProvider ServiceProvider => services;

    /// <inheritdoc/>
    public TimeProvider TimeProvider { get; } = Clocks.Get(services, TimeProviderNames.Grains);

    /// <inheritdoc/>
    public void DeactivateOnIdle(IGrainContext grainContext)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));
    }

    /// <inheritdoc/>
    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        if (grainContext is not ActivationData activation)
        {
            throw new ArgumentException($"The deactivation of {grainContext} cannot be delayed: it is not an activation.", nameof(grainContext));
        }

        activation.DelayDeactivation(timeSpan);
    }

    /// <inheritdoc/>
    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        var grainClass = grainContext.GrainInstance!.GetType();
        var attribute = grainClass.GetCustomAttributes(typeof(StorageProviderAttribute), inherit: true).OfType<StorageProviderAttribute>().FirstOrDefault();
        var name = attribute?.ProviderName is { Length: > 0 } and not ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME ? attribute.ProviderName : null;
        return new StateStorageBridge<TGrainState>("state", grainContext, GrainStorages.Get(services, name, grainClass.FullName!));
    }
}
