using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Placement;

namespace Orleans.TestingHost;

/// <content>Single grains of the cluster.</content>
public sealed partial class InProcessTestCluster
{
    /// <summary>Finds the activation of a grain.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainContext">The activation, or null.</param>
    /// <returns>Whether the grain is active.</returns>
    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        foreach (var silo in GetActiveSilos())
        {
            if (silo.ServiceProvider.GetRequiredService<Catalog>().TryGet(grainId, out var activation))
            {
                grainContext = activation;
                return true;
            }
        }

        grainContext = null;
        return false;
    }

    /// <summary>Deactivates a grain and waits until it has ended.</summary>
    /// <param name="grain">The grain.</param>
    /// <returns>The end of the activation.</returns>
    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <summary>Deactivates a grain and waits until it has ended.</summary>
    /// <param name="grainId">The grain.</param>
    /// <returns>The end of the activation.</returns>
    public async Task DeactivateAsync(GrainId grainId)
    {
        if (TryGetGrainContext(grainId, out var context))
        {
            context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The test asked for it."));
            await context.Deactivated.ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a grain is not active.</summary>
    /// <param name="grain">The grain.</param>
    /// <returns>The end of the activation.</returns>
    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    /// <summary>Waits until a grain is not active.</summary>
    /// <param name="grainId">The grain.</param>
    /// <returns>The end of the activation.</returns>
    public Task WaitForDeactivationAsync(GrainId grainId) => TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    /// <summary>Moves a grain to another silo.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="targetSilo">The silo; placement chooses where null.</param>
    /// <returns>The end of the old activation.</returns>
    public Task MigrateAsync(IAddressable grain, SiloAddress? targetSilo = null) => MigrateAsync(grain.GetGrainId(), targetSilo);

    /// <summary>Moves a grain to another silo.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="targetSilo">The silo; placement chooses where null.</param>
    /// <returns>The end of the old activation.</returns>
    public async Task MigrateAsync(GrainId grainId, SiloAddress? targetSilo = null)
    {
        if (!TryGetGrainContext(grainId, out var context))
        {
            throw new InvalidOperationException($"{grainId} is not active and cannot be moved.");
        }

        if (targetSilo is not null)
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, targetSilo);
        }

        await GetSiloServiceProvider().GetRequiredService<IGrainFactory>().GetGrain<IGrainManagementExtension>(grainId).MigrateOnIdle().ConfigureAwait(false);
        await context.Deactivated.ConfigureAwait(false);
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
    }
}
