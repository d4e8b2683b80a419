using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>The services that every grain has at hand.</summary>
public interface IGrainRuntime
{
    SiloAddress SiloAddress { get; }

    string SiloIdentity { get; }

    IGrainFactory GrainFactory { get; }

    ITimerRegistry TimerRegistry { get; }

    IServiceProvider ServiceProvider { get; }

    TimeProvider TimeProvider => TimeProvider.System;

    void DeactivateOnIdle(IGrainContext grainContext);

    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

    IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}
