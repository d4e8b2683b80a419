using Orleans.Core.Internal;

namespace Orleans.Runtime.Management;

/// <summary>Ends or moves an activation on request.</summary>
internal sealed class GrainManagementExtension(IGrainContext context) : IGrainManagementExtension
{
    /// <inheritdoc/>
    public ValueTask DeactivateOnIdle()
    {
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called through IGrainManagementExtension."));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask MigrateOnIdle()
    {
        context.Migrate(RequestContext.CallContextData);
        return default;
    }
}
