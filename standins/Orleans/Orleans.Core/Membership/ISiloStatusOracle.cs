namespace Orleans.Runtime;

/// <summary>The status of all silos as this silo knows it.</summary>
public interface ISiloStatusOracle
{
    /// <summary>The status of this silo.</summary>
    SiloStatus CurrentStatus { get; }

    /// <summary>The name of this silo.</summary>
    string SiloName { get; }

    /// <summary>The address of this silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Returns the status of a silo as far as it is known here.</summary>
    SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress);

    /// <summary>Returns the active silos.</summary>
    SiloAddress[] GetActiveSilos() => [.. GetApproximateSiloStatuses(onlyActive: true).Keys];

    /// <summary>Returns the status of all silos or of the active ones.</summary>
    Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false);

    /// <summary>Returns the name of a silo, or false if it is not known.</summary>
    bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName);

    /// <summary>Whether a silo can hold a part of the grain directory.</summary>
    bool IsFunctionalDirectory(SiloAddress siloAddress);

    /// <summary>Whether a silo is dead.</summary>
    bool IsDeadSilo(SiloAddress silo);

    /// <summary>Adds a listener, and returns false if it is there already.</summary>
    bool SubscribeToSiloStatusEvents(ISiloStatusListener observer);

    /// <summary>Removes a listener, and returns false if it is not there.</summary>
    bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer);
}
