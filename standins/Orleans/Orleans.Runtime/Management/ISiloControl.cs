namespace Orleans.Runtime.Management;

/// <summary>What silos ask each other.</summary>
[Alias("Orleans.Runtime.Management.ISiloControl")]
internal interface ISiloControl : ISystemTarget
{
    /// <summary>Returns the manifest and the metadata of the silo.</summary>
    [Alias("GetDetails")]
    ValueTask<SiloDetails> GetDetails();

    /// <summary>Returns the manifests of all silos that the silo knows, for an external client.</summary>
    [Alias("GetManifests")]
    ValueTask<List<SiloDetails>> GetManifests();

    /// <summary>Returns whether an external client is connected to the silo.</summary>
    [Alias("HasClient")]
    ValueTask<bool> HasClient(GrainId client);

    /// <summary>
    /// Returns how many calls of this silo and of its clients wait for the given silo, once this silo knows the given version of the
    /// membership.
    /// </summary>
    [Alias("CountCallsTo")]
    ValueTask<int> CountCallsTo(SiloAddress silo, MembershipVersion version);

    /// <summary>Activates a grain that moves to this silo; false where this silo does not take it.</summary>
    [Alias("AcceptMigration")]
    ValueTask<bool> AcceptMigration(MigratingGrain grain);

    /// <summary>Executes a command of a provider of the application.</summary>
    [Alias("SendControlCommand")]
    ValueTask<object?> SendControlCommand(string providerType, string providerName, int command, object? argument);

    /// <summary>Takes the load of another silo.</summary>
    [Alias("UpdateLoad")]
    [Concurrency.OneWay]
    ValueTask UpdateLoad(SiloAddress silo, SiloRuntimeStatistics statistics);

    /// <summary>Returns the load of the silo.</summary>
    [Alias("GetRuntimeStatistics")]
    ValueTask<SiloRuntimeStatistics> GetRuntimeStatistics();

    /// <summary>Returns the number of activations by grain class.</summary>
    [Alias("GetSimpleGrainStatistics")]
    ValueTask<List<SimpleGrainStatistic>> GetSimpleGrainStatistics();

    /// <summary>Returns the activations of grain classes.</summary>
    [Alias("GetDetailedGrainStatistics")]
    ValueTask<List<DetailedGrainStatistic>> GetDetailedGrainStatistics(string[]? types);

    /// <summary>Returns the grains of a type that are active in the silo.</summary>
    [Alias("GetActiveGrains")]
    ValueTask<List<GrainId>> GetActiveGrains(GrainType type);

    /// <summary>Deactivates what has been idle for some time.</summary>
    [Alias("ForceActivationCollection")]
    ValueTask ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>Collects garbage.</summary>
    [Alias("ForceGarbageCollection")]
    ValueTask ForceGarbageCollection();
}
