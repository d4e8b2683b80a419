using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.Sources;
using OrleansML.Features;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>
/// The views that this silo has to do with, each made ready once. A view's grain tells of new revisions; since such a message can be lost,
/// each view is also looked up again after half a minute of use. Safe for concurrent use.
/// </summary>
internal sealed partial class FeatureViews(
    IGrainFactory grains, ISecretStore secrets, IOptions<FeatureOptions> options, FeatureMetrics metrics, TimeProvider time, ILogger<FeatureViews> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Entry> _views = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<ViewRuntime>>> _loading = new(StringComparer.Ordinal);

    /// <summary>A view as it is known here, if it is.</summary>
    public ViewRuntime? Find(string view)
    {
        if (!_views.TryGetValue(view, out var entry))
            return null;
        if (time.GetElapsedTime(entry.CheckedAt) > Recheck)
        {
            entry.CheckedAt = time.GetTimestamp();
            _ = RecheckAsync(view);
        }

        return entry.Runtime;
    }

    /// <summary>A view.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.FeatureViewNotFound"/>; <see cref="ErrorCode.Unavailable"/>.</exception>
    public ValueTask<ViewRuntime> GetAsync(string view) => Find(view) is { } known ? new(known) : new(LoadAsync(view, 1));

    /// <summary>A view in a certain revision or a later one.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.FeatureViewNotFound"/>; <see cref="ErrorCode.Unavailable"/>.</exception>
    public ValueTask<ViewRuntime> GetAsync(string view, int revision) =>
        Find(view) is { } known && known.Revision >= revision ? new(known) : new(LoadAsync(view, revision));

    /// <summary>A view as it was in an earlier revision, to read what was stored with it; null when nobody knows it any more.</summary>
    public async Task<ViewRuntime?> GetPastAsync(string view, int revision)
    {
        var past = await grains.GetGrain<IFeatureViewGrain>(view).GetRevision(revision);
        return past is null ? null : new ViewRuntime(FeatureViewReader.Read(past.Definition), past.Revision, [], [], metrics.Of(view), past.Switches);
    }

    /// <summary>The definitions of several views by name, as they are in use now; those that do not exist are left out.</summary>
    public async Task<Dictionary<string, FeatureView>> FindAllAsync(IEnumerable<string> names)
    {
        var found = new Dictionary<string, FeatureView>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            try
            {
                found[name] = (await LoadAsync(name, int.MaxValue)).View;
            }
            catch (OrleansMLException exception) when (exception.Code == ErrorCode.FeatureViewNotFound)
            {
                // The caller says so, with whatever else is wrong.
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in _views.Values)
            await DisposeAsync(entry.Runtime);
    }

    private static async Task DisposeAsync(ViewRuntime runtime)
    {
        foreach (var readers in runtime.Readers)
            await readers.DisposeAsync();
        foreach (var call in runtime.Calls)
            call?.Dispose();
    }

    private async Task RecheckAsync(string view)
    {
        try
        {
            await LoadAsync(view, int.MaxValue);
        }
        catch (Exception exception)
        {
            // What is known is used until the view's grain answers.
            LogNotChecked(logger, view, exception);
        }
    }

    private async Task<ViewRuntime> LoadAsync(string view, int revision)
    {
        if (!DefinitionSection.IsName(view))
            throw NotFound(view);

        while (true)
        {
            if (_views.TryGetValue(view, out var known) && known.Runtime.Revision >= revision)
                return known.Runtime;

            var mine = new Lazy<Task<ViewRuntime>>(() => LookUpAsync(view));
            var lookUp = _loading.GetOrAdd(view, mine);
            try
            {
                // A look-up that began before may have missed the revision that is asked for.
                var found = await lookUp.Value;
                if (lookUp == mine || found.Revision >= revision)
                    return found;
            }
            finally
            {
                _loading.TryRemove(KeyValuePair.Create(view, lookUp));
            }
        }
    }

    /// <summary>Asks the grain of a view. One at a time for each view.</summary>
    private async Task<ViewRuntime> LookUpAsync(string view)
    {
        var snapshot = await grains.GetGrain<IFeatureViewGrain>(view).GetSnapshot();
        if (snapshot.Revision == 0)
            throw NotFound(view);

        var known = _views.GetValueOrDefault(view);
        if (known is not null && known.Runtime.Revision >= snapshot.Revision)
            return known.Runtime;

        var entry = new Entry(Create(snapshot)) { CheckedAt = time.GetTimestamp() };
        _views[view] = entry;
        if (known is not null)
        {
            known.Runtime.Supersede();
            _ = DisposeLaterAsync(known.Runtime);
        }

        return entry.Runtime;
    }

    private ViewRuntime Create(FeatureViewSnapshot snapshot)
    {
        var view = FeatureViewReader.Read(snapshot.Definition);
        var readers = view.Sources.Select(source => SourceFactory.Create(view, source, secrets, time)).ToArray();
        var calls = readers.Select((reader, index) => reader.Keyed is { } keyed
            ? new SourceCall(view, view.Sources[index], keyed, options.Value.CallsPerSource, metrics, time)
            : null);
        return new ViewRuntime(view, snapshot.Revision, readers, [.. calls], metrics.Of(view.Name), snapshot.Switches);
    }

    // Calls that are under way still use its connections.
    private async Task DisposeLaterAsync(ViewRuntime runtime)
    {
        await Task.Delay(TimeSpan.FromMinutes(2), time);
        try
        {
            await DisposeAsync(runtime);
        }
        catch (Exception exception)
        {
            LogNotClosed(logger, runtime.View.Name, exception);
        }
    }

    private static OrleansMLException NotFound(string view) => new(
        ErrorCode.FeatureViewNotFound, $"There is no feature view '{view}'; apply its definition with 'orleansml feature apply -f FILE'.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The definition of feature view {View} could not be looked up again; the known one stays in use.")]
    private static partial void LogNotChecked(ILogger logger, string view, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connections of an earlier definition of feature view {View} could not be closed.")]
    private static partial void LogNotClosed(ILogger logger, string view, Exception exception);

    private sealed class Entry(ViewRuntime runtime)
    {
        public ViewRuntime Runtime { get; } = runtime;

        public long CheckedAt { get; set; }
    }
}
