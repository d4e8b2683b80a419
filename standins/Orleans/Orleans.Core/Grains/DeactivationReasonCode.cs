namespace Orleans;

/// <summary>Why an activation ended.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason is given.</summary>
    None,

    /// <summary>The silo shuts down.</summary>
    ShuttingDown,

    /// <summary>The activation could not start.</summary>
    ActivationFailed,

    /// <summary>The grain directory failed.</summary>
    DirectoryFailure,

    /// <summary>The activation was idle for longer than its collection age.</summary>
    ActivationIdle,

    /// <summary>The activation did not respond.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the grain is registered.</summary>
    DuplicateActivation,

    /// <summary>A request asked for an interface that the activation does not have.</summary>
    IncompatibleRequest,

    /// <summary>Code of the application failed.</summary>
    ApplicationError,

    /// <summary>The application asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation moves to another silo.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure,
}
