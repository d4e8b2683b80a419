using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Providers;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime.Management;

/// <summary>Answers other silos.</summary>
internal sealed class SiloControl(
    ILocalSiloDetails silo,
    ClusterManifestProvider manifests,
    SiloMetadataCache metadata,
    Catalog catalog,
    ActivationCollector collector,
    Gateway gateway,
    ClusterLoad load,
    DirectoryRanges ranges,
    SiloMessageCenter messages,
    GrainTypeContexts grainTypes,
    Serialization.Serializer serializer,
    IServiceProvider services,
    LocalStatistics statistics) : ISiloControl
{
    /// <summary>The type of the system target.</summary>
    public static readonly GrainType TargetType = SystemTargets.CreateType("silo-control");

    /// <summary>Gets a reference to the control of a silo.</summary>
    public static ISiloControl Get(IGrainFactory grains, SiloAddress silo) => grains.GetGrain<ISiloControl>(SystemTargets.Create(TargetType, silo));

    /// <inheritdoc/>
    public ValueTask<SiloDetails> GetDetails() =>
        new(SiloDetails.Create(silo.SiloAddress, manifests.LocalGrainManifest, metadata.GetSiloMetadata(silo.SiloAddress).Metadata));

    /// <inheritdoc/>
    public ValueTask<List<SiloDetails>> GetManifests() =>
        new([.. Manifests().Select(pair => SiloDetails.Create(pair.Key, pair.Value, new Dictionary<string, string>()))]);

    /// <inheritdoc/>
    public ValueTask<bool> HasClient(GrainId client) => new(gateway.IsConnected(client));

    /// <inheritdoc/>
    public async ValueTask<int> CountCallsTo(SiloAddress silo, MembershipVersion version)
    {
        await ranges.CatchUpAsync(version).ConfigureAwait(false);
        return messages.CountWaitingFor(silo);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AcceptMigration(MigratingGrain grain) => await catalog.AcceptAsync(
        grainTypes.Get(grain.Previous.GrainId.Type), new MigrationArrival(grain.Previous, new MigrationContext(serializer, grain.Values)));

    /// <inheritdoc/>
    public async ValueTask<object?> SendControlCommand(string providerType, string providerName, int command, object? argument)
    {
        var provider = services.GetKeyedServices<IControllable>(providerName).FirstOrDefault(candidate => candidate.GetType().FullName == providerType)
            ?? throw new ArgumentException(
                $"{silo.SiloAddress} has no provider of type {providerType} that is registered as {nameof(IControllable)} under the name '{providerName}'.");
        return await provider.ExecuteCommand(command, argument);
    }

    /// <inheritdoc/>
    public ValueTask UpdateLoad(SiloAddress silo, SiloRuntimeStatistics statistics)
    {
        load.Update(silo, statistics);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<SiloRuntimeStatistics> GetRuntimeStatistics() => new(statistics.Get());

    /// <inheritdoc/>
    public ValueTask<List<SimpleGrainStatistic>> GetSimpleGrainStatistics() => new([.. catalog.All
        .GroupBy(activation => activation.Type.Class.FullName!)
        .Select(group => new SimpleGrainStatistic { GrainType = group.Key, SiloAddress = silo.SiloAddress, ActivationCount = group.Count() })]);

    /// <inheritdoc/>
    public ValueTask<List<DetailedGrainStatistic>> GetDetailedGrainStatistics(string[]? types) => new([.. catalog.All
        .Where(activation => types is null || types.Contains(activation.Type.Class.FullName))
        .Select(activation => new DetailedGrainStatistic
        {
            GrainType = activation.Type.Class.FullName!,
            SiloAddress = silo.SiloAddress,
            GrainId = activation.GrainId,
        })]);

    /// <inheritdoc/>
    public ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        new([.. catalog.All.Where(activation => activation.GrainId.Type == type && activation.State == ActivationState.Valid).Select(activation => activation.GrainId)]);

    /// <inheritdoc/>
    public async ValueTask ForceActivationCollection(TimeSpan ageLimit) => await collector.CollectAsync(ageLimit);

    /// <inheritdoc/>
    public ValueTask ForceGarbageCollection()
    {
        GC.Collect();
        return default;
    }

    private IEnumerable<KeyValuePair<SiloAddress, GrainManifest>> Manifests() =>
        manifests.Current.Silos.Where(pair => !pair.Key.Equals(silo.SiloAddress)).Append(new(silo.SiloAddress, manifests.LocalGrainManifest));
}
