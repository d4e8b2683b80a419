using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Management;
using Orleans.Runtime.Placement;
using Orleans.Serialization;

namespace Orleans.Runtime.Activations;

/// <content>The move to another silo.</content>
internal sealed partial class ActivationData
{
    /// <inheritdoc/>
    public void Rehydrate(IRehydrationContext context)
    {
        (GrainInstance as IGrainMigrationParticipant)?.OnRehydrate(context);
        _extras?.Lifecycle?.Rehydrate(context);
    }

    /// <inheritdoc/>
    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        Extras.Migration = new MigrationState(requestContext);
        Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "The activation moves to another silo."), cancellationToken);
    }

    /// <summary>Queues the activation process of a grain that comes from another silo.</summary>
    /// <returns>Whether the activation has taken the place of the previous one.</returns>
    public Task<bool> StartArrival(MigrationArrival arrival)
    {
        Extras.Arrival = arrival;
        StartActivation(null);
        return arrival.Registered.Task;
    }

    /// <summary>Gives the state of the activation to a new one on the silo that placement chooses.</summary>
    /// <returns>The silo that has the grain now; null where it stays without activation.</returns>
    private async Task<SiloAddress?> MoveAsync(MigrationState migration)
    {
        try
        {
            var services = Type.Silo.Services;
            var target = await services.GetRequiredService<PlacementService>().PlaceAsync(new(GrainId, migration.RequestContext ?? [], default, 0));
            if (target.Equals(Address.SiloAddress))
            {
                return null;
            }

            var context = new MigrationContext(services.GetRequiredService<Serializer>(), []);
            (GrainInstance as IGrainMigrationParticipant)?.OnDehydrate(context);
            _extras?.Lifecycle?.Dehydrate(context);
            var control = SiloControl.Get(services.GetRequiredService<IGrainFactory>(), target);
            return await control.AcceptMigration(new MigratingGrain { Previous = Address, Values = context.Values }) ? target : null;
        }
        catch (Exception exception)
        {
            // The grain is activated anew by its next call, as after any other deactivation.
            CatalogLog.MigrationFailed(Type.Silo.Logger, exception, GrainId);
            return null;
        }
    }
}
