namespace Orleans.Core.Internal;

/// <summary>Commands to an activation through any reference to it.</summary>
public interface IGrainManagementExtension : IGrainExtension
{
    ValueTask DeactivateOnIdle();

    ValueTask MigrateOnIdle();
}
