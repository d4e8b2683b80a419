using Orleans.Concurrency;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime.Management;

/// <summary>Answers questions about the whole cluster by asking its silos.</summary>
[StatelessWorker]
[GrainType("sys-management")]
internal sealed class ManagementGrain(
    MembershipManager membership, GrainLocator locator, Catalog catalog, PlacementRules rules, ILocalSiloDetails silo) : Grain, IManagementGrain
{
    /// <inheritdoc/>
    public async Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false)
    {
        await membership.RefreshAsync();
        return membership.CurrentSnapshot.Members.Values
            .Where(member => !onlyActive || member.Status == SiloStatus.Active)
            .ToDictionary(member => member.SiloAddress, member => member.Status);
    }

    /// <inheritdoc/>
    public async Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) =>
        [.. (await membership.ReadEntriesAsync()).Where(entry => !onlyActive || entry.Status == SiloStatus.Active)];

    /// <inheritdoc/>
    public Task ForceGarbageCollection(SiloAddress[] hostsIds) => AskAsync(hostsIds, static control => control.ForceGarbageCollection());

    /// <inheritdoc/>
    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) =>
        AskAsync(hostsIds, control => control.ForceActivationCollection(ageLimit));

    /// <inheritdoc/>
    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection(GetSilos(null), ageLimit);

    /// <inheritdoc/>
    public Task ForceRuntimeStatisticsCollection(SiloAddress[] siloAddresses) => GetRuntimeStatistics(siloAddresses);

    /// <inheritdoc/>
    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        AskAsync(GetSilos(hostsIds), static control => control.GetRuntimeStatistics());

    /// <inheritdoc/>
    public async Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        [.. (await AskAsync(GetSilos(hostsIds), static control => control.GetSimpleGrainStatistics())).SelectMany(statistics => statistics)];

    /// <inheritdoc/>
    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics(GetSilos(null));

    /// <inheritdoc/>
    public async Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) =>
        [.. (await AskAsync(GetSilos(hostsIds), control => control.GetDetailedGrainStatistics(types))).SelectMany(statistics => statistics)];

    /// <inheritdoc/>
    public async Task<int> GetGrainActivationCount(GrainReference grainReference)
    {
        ArgumentNullException.ThrowIfNull(grainReference);
        var all = await GetDetailedGrainStatistics();
        return all.Count(statistic => statistic.GrainId == grainReference.GrainId);
    }

    /// <inheritdoc/>
    public async Task<int> GetTotalActivationCount() => (await GetSimpleGrainStatistics()).Sum(statistic => statistic.ActivationCount);

    /// <inheritdoc/>
    public async ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var grainId = reference.GetGrainId();
        if (!rules.Get(grainId.Type).Strategy.IsUsingGrainDirectory)
        {
            throw new InvalidOperationException($"{grainId} is not registered in a directory: it may have several activations.");
        }

        return catalog.TryGet(grainId, out _) ? silo.SiloAddress : (await locator.LookupAsync(grainId))?.SiloAddress;
    }

    /// <inheritdoc/>
    public async ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        [.. (await AskAsync(GetSilos(null), control => control.GetActiveGrains(type))).SelectMany(grains => grains)];

    private SiloAddress[] GetSilos(SiloAddress[]? chosen) => chosen is { Length: > 0 } ? chosen : [.. membership.ActiveSilos];

    private Task AskAsync(SiloAddress[] silos, Func<ISiloControl, ValueTask> ask) =>
        Task.WhenAll(GetSilos(silos).Select(target => ask(SiloControl.Get(GrainFactory, target)).AsTask()));

    private Task<TResult[]> AskAsync<TResult>(SiloAddress[] silos, Func<ISiloControl, ValueTask<TResult>> ask) =>
        Task.WhenAll(silos.Select(target => ask(SiloControl.Get(GrainFactory, target)).AsTask()));
}
