using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Targets;

namespace Orleans.Runtime.References;

/// <summary>Gives observer objects of this process an identity under which grains call them.</summary>
internal sealed class ObserverRegistry(IServiceProvider services, LocalTargets targets)
{
    /// <summary>Adds an object; the runtime does not keep it alive.</summary>
    public GrainId Add(IGrainObserver observer)
    {
        var client = services.GetRequiredService<RuntimeClient>();
        var id = ClientIds.CreateObserver(client.ClientId);
        targets.Add(new ObserverTarget(id, client.LocalSilo, observer, services.GetRequiredService<LocalTargetServices>()));
        return id;
    }

    /// <summary>Removes an object.</summary>
    public void Remove(GrainId observerId) => targets.Remove(observerId);
}
