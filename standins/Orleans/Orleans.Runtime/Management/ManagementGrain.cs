using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime.Management;

/// <summary>
/// Answers questions about the whole cluster by asking its silos. A question to all silos is answered by those that are there; one to
/// named silos fails where one of them cannot answer.
/// </summary>
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
    public Task ForceGarbageCollection(SiloAddress[] hostsIds) => TellAsync(hostsIds, static control => control.ForceGarbageCollection());

    /// <inheritdoc/>
    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) =>
        TellAsync(hostsIds, control => control.ForceActivationCollection(ageLimit));

    /// <inheritdoc/>
    public Task ForceActivationCollection(TimeSpan ageLimit) => TellAsync(null, control => control.ForceActivationCollection(ageLimit));

    /// <inheritdoc/>
    public Task ForceRuntimeStatisticsCollection(SiloAddress[] siloAddresses) => GetRuntimeStatistics(siloAddresses);

    /// <inheritdoc/>
    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        AskAsync(hostsIds, static control => control.GetRuntimeStatistics());

    /// <inheritdoc/>
    public async Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        [.. (await AskAsync(hostsIds, static control => control.GetSimpleGrainStatistics())).SelectMany(statistics => statistics)];

    /// <inheritdoc/>
    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    /// <inheritdoc/>
    public async Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) =>
        [.. (await AskAsync(hostsIds, control => control.GetDetailedGrainStatistics(types))).SelectMany(statistics => statistics)];

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
    public Task<object?[]> SendControlCommandToProvider<T>(string providerName, int command, object? arg = null)
        where T : IControllable
    {
        var type = typeof(T).FullName!;
        return AskAsync(null, control => control.SendControlCommand(type, providerName, command, arg));
    }

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
        [.. (await AskAsync(null, control => control.GetActiveGrains(type))).SelectMany(grains => grains)];

    private Task TellAsync(SiloAddress[]? silos, Func<ISiloControl, ValueTask> tell) => AskAsync(silos, async control =>
    {
        await tell(control);
        return true;
    });

    private async Task<TResult[]> AskAsync<TResult>(SiloAddress[]? silos, Func<ISiloControl, ValueTask<TResult>> ask)
    {
        var isNamed = silos is { Length: > 0 };
        var answers = await Task.WhenAll((isNamed ? silos! : [.. membership.ActiveSilos]).Select(target => AskOneAsync(target, isNamed, ask)));
        return [.. answers.Where(answer => answer.IsThere).Select(answer => answer.Value!)];
    }

    private async Task<(bool IsThere, TResult? Value)> AskOneAsync<TResult>(SiloAddress target, bool isNamed, Func<ISiloControl, ValueTask<TResult>> ask)
    {
        try
        {
            return (true, await ask(SiloControl.Get(GrainFactory, target)));
        }
        catch (Exception exception) when (!isNamed && exception is OrleansMessageRejectionException or ConnectionFailedException or TimeoutException)
        {
            // It has just died or is leaving; the others are the cluster.
            return default;
        }
    }
}
