namespace Orleans.Core.Internal;

/// <summary>Commands to an activation through any reference to it.</summary>
public interface IGrainManagementExtension : IGrainExtension
{
    /// <summary>Ends the activation after the requests in progress.</summary>
    ValueTask DeactivateOnIdle();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    ValueTask DeactivateOnIdle(CancellationToken cancellationToken) => DeactivateOnIdle();

    /// <summary>
    /// Ends the activation after the requests in progress so that placement can choose anew; this runtime carries no state along.
    /// </summary>
    ValueTask MigrateOnIdle();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    ValueTask MigrateOnIdle(CancellationToken cancellationToken) => MigrateOnIdle();
}
