namespace Orleans.Core.Internal;

/// <summary>Commands to an activation through any reference to it.</summary>
public interface IGrainManagementExtension : IGrainExtension
{
    ValueTask DeactivateOnIdle();

    ValueTask DeactivateOnIdle(CancellationToken cancellationToken) => DeactivateOnIdle();

    ValueTask MigrateOnIdle();

    ValueTask MigrateOnIdle(CancellationToken cancellationToken) => MigrateOnIdle();
}
