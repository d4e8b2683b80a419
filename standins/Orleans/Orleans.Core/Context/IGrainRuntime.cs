using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>The services that every grain has at hand.</summary>
public interface IGrainRuntime
{
    /// <summary>The address of this silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>The address of this silo as text.</summary>
    string SiloIdentity { get; }

    /// <summary>Makes references to other grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Makes the timers of grains.</summary>
    ITimerRegistry TimerRegistry { get; }

    /// <summary>The services of this process.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The clock of grains; the system's unless the runtime has another.</summary>
    TimeProvider TimeProvider => TimeProvider.System;

    /// <summary>Ends an activation after the requests in progress.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps an activation from being collected for a time; a negative time takes that back.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

    /// <summary>Returns the stored object that a grain class keeps with its storage provider.</summary>
    IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}
