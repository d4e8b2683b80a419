using OrleansML.Features;

namespace OrleansML.Client;

/// <summary>Applies feature views, reads features and delivers events.</summary>
public sealed class FeatureClient
{
    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal FeatureClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>Puts a view's definition in place of the one before. Repeated when the call gets lost: the same definition changes nothing.</summary>
    /// <param name="view">Name of the view, as the definition has it.</param>
    /// <param name="definition">The definition in YAML.</param>
    /// <param name="dryRun">Only checks; nothing is changed.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IFeatureViewGrain.Apply"/>.</exception>
    public async Task<FeatureViewSnapshot> ApplyAsync(string view, string definition, bool dryRun = false, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync(
            $"the change of feature view '{view}'", _ => _grains.GetGrain<IFeatureViewGrain>(view).Apply(definition, dryRun), cancellationToken);

    /// <summary>A view's definition. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="view">Name of the view.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.FeatureViewNotFound"/>.</exception>
    public async Task<FeatureViewSnapshot> GetAsync(string view, CancellationToken cancellationToken = default)
    {
        var snapshot = await SnapshotAsync(view, cancellationToken);
        return snapshot.Revision > 0
            ? snapshot
            : throw new OrleansMLException(ErrorCode.FeatureViewNotFound, $"There is no feature view '{view}'.");
    }

    /// <summary>All views by name. Repeated when a call gets lost: it only reads.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<FeatureViewSnapshot[]> ListAsync(CancellationToken cancellationToken = default)
    {
        var names = await _retries.CallAsync(
            "the catalog of feature views", _ => _grains.GetGrain<IFeatureCatalogGrain>(IFeatureCatalogGrain.Key).List(), cancellationToken);
        var snapshots = await Task.WhenAll(names.Select(name => SnapshotAsync(name, cancellationToken).AsTask()));

        // A name is in the catalog before its first definition is stored.
        return Array.FindAll(snapshots, static snapshot => snapshot.Revision > 0);
    }

    /// <summary>Reads features of entities. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="request">View, entities and features.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException">See <see cref="IFeatureServiceGrain.Read"/>.</exception>
    public async Task<FeatureReadReply> ReadAsync(FeatureReadRequest request, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync(
            $"feature view '{request.View}'", _ => _grains.GetGrain<IFeatureServiceGrain>(0).Read(request), cancellationToken);

    /// <summary>
    /// Delivers events. Repeated when the call gets lost, so an event may be delivered twice: one without an id then counts twice in windows, and
    /// last known values stay right in any case.
    /// </summary>
    /// <param name="request">View, source and events.</param>
    /// <param name="cancellationToken">Gives up waiting; what of it was taken in is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IFeatureServiceGrain.Ingest"/>.</exception>
    public async Task<FeatureIngestReply> IngestAsync(FeatureIngestRequest request, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync(
            $"the delivery to feature view '{request.View}'", _ => _grains.GetGrain<IFeatureServiceGrain>(0).Ingest(request), cancellationToken);

    /// <summary>Starts the feed of a source, or lets it go on. Repeated when the call gets lost: starting what runs changes nothing.</summary>
    /// <param name="view">Name of the view.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="request">How it is to run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException">See <see cref="IFeatureFeedGrain.Start"/>.</exception>
    public async Task<FeatureFeedStatus> StartFeedAsync(string view, string source, FeatureFeedRequest request, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync(FeedName(view, source), _ => Feed(view, source).Start(request), cancellationToken);

    /// <summary>Stops the feed of a source; it keeps its place. Repeated when the call gets lost: stopping twice is stopping once.</summary>
    /// <inheritdoc cref="StartFeedAsync"/>
    public async Task<FeatureFeedStatus> StopFeedAsync(string view, string source, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync(FeedName(view, source), _ => Feed(view, source).Stop(), cancellationToken);

    /// <summary>How the feed of a source stands. Repeated when the call gets lost: it only reads.</summary>
    /// <inheritdoc cref="StartFeedAsync"/>
    public async Task<FeatureFeedStatus> GetFeedAsync(string view, string source, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync(FeedName(view, source), _ => Feed(view, source).GetStatus(), cancellationToken);

    private static string FeedName(string view, string source) => $"the feed from source '{source}' into view '{view}'";

    private IFeatureFeedGrain Feed(string view, string source) => _grains.GetGrain<IFeatureFeedGrain>($"{view}/{source}");

    private ValueTask<FeatureViewSnapshot> SnapshotAsync(string view, CancellationToken cancellationToken) => _retries.CallAsync(
        $"feature view '{view}'", _ => _grains.GetGrain<IFeatureViewGrain>(view).GetSnapshot(), cancellationToken);
}
