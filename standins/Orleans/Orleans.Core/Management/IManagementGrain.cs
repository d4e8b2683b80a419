namespace Orleans.Runtime;

/// <summary>Questions and commands to the whole cluster; its key is 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>Returns the silos and their status, all of them or only the active ones.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>Returns the rows of the membership table, all of them or only those of active silos.</summary>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    /// <summary>As the overload without a token; the token ends the wait, not the work.</summary>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive, CancellationToken cancellationToken) =>
        GetDetailedHosts(onlyActive).WaitAsync(cancellationToken);

    /// <summary>Collects garbage on the given silos; on all if none is given.</summary>
    Task ForceGarbageCollection(SiloAddress[] hostsIds);

    /// <summary>
    /// Deactivates the grains of the given silos that were idle for longer than the age limit; those of all silos if none is given.
    /// </summary>
    Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

    /// <summary>Deactivates the grains of all silos that were idle for longer than the age limit.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>Makes the given silos measure their load.</summary>
    Task ForceRuntimeStatisticsCollection(SiloAddress[] siloAddresses);

    /// <summary>Returns the load of the given silos; of all if none is given.</summary>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    /// <summary>As the overload without a token; the token ends the wait, not the work.</summary>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds, CancellationToken cancellationToken) =>
        GetRuntimeStatistics(hostsIds).WaitAsync(cancellationToken);

    /// <summary>Returns the number of activations per grain class on the given silos; on all if none is given.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <summary>Returns the number of activations per grain class on all silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>Returns the activations of the grain classes with the given full names; null stands for all classes or all silos.</summary>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    /// <summary>Returns how many activations a grain has.</summary>
    Task<int> GetGrainActivationCount(GrainReference grainReference);

    /// <summary>Returns how many activations the cluster has.</summary>
    Task<int> GetTotalActivationCount();

    /// <summary>
    /// Executes a command of a provider on all silos; returns what each of them returned. The provider is registered in every silo as
    /// keyed <see cref="Providers.IControllable"/> under its name.
    /// </summary>
    /// <typeparam name="T">The type of the provider.</typeparam>
    Task<object?[]> SendControlCommandToProvider<T>(string providerName, int command, object? arg = null)
        where T : Providers.IControllable;

    /// <summary>Returns the silo on which a grain is active, or null.</summary>
    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);

    /// <summary>Returns the active grains of a type on all silos.</summary>
    ValueTask<List<GrainId>> GetActiveGrains(GrainType type);
}
