using OrleansML.Data.Sources;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>The calls to sources for one entity: one at a time per source, however many readers wait. Used in the turns of its grain only.</summary>
internal sealed class EntityFetches(TimeProvider time)
{
    private readonly Dictionary<int, Fetch> _fetches = [];

    /// <summary>Whether a source may be asked: it is not being asked, and was not just now.</summary>
    /// <param name="source">Its place.</param>
    /// <param name="pause">Shortest time between two calls.</param>
    /// <param name="now">What the clock says.</param>
    public bool IsDue(int source, TimeSpan pause, FeatureTime now) =>
        !_fetches.TryGetValue(source, out var fetch) || (fetch.Running is null && now - fetch.At >= pause);

    /// <summary>When a source last answered; null when it never did.</summary>
    public FeatureTime? AnsweredAt(int source) => _fetches.TryGetValue(source, out var fetch) && fetch.Failure is null ? fetch.At : null;

    /// <summary>The call that is under way, if one is.</summary>
    public Task? Running(int source) => _fetches.TryGetValue(source, out var fetch) ? fetch.Running : null;

    /// <summary>Why the last call failed; null when it did not.</summary>
    public string? FailureOf(int source) => _fetches.TryGetValue(source, out var fetch) ? fetch.Failure : null;

    /// <summary>Asks a source. Never fails: what went wrong is kept.</summary>
    /// <param name="source">Its place.</param>
    /// <param name="call">The source.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="key">Its keys.</param>
    /// <param name="take">Takes the answer in; null when the source does not know the entity.</param>
    public Task Start(int source, SourceCall call, string entity, FeatureValue[] key, Func<int, FeatureEvent?, Task> take)
    {
        if (!_fetches.TryGetValue(source, out var fetch))
            _fetches[source] = fetch = new Fetch();
        return fetch.Running = RunAsync(fetch, source, call, entity, key, take);
    }

    private async Task RunAsync(Fetch fetch, int source, SourceCall call, string entity, FeatureValue[] key, Func<int, FeatureEvent?, Task> take)
    {
        await Task.Yield();
        try
        {
            var answer = await call.ReadAsync(entity, key, CancellationToken.None);
            await take(source, answer);
            fetch.Failure = null;
        }
        catch (SourceException exception)
        {
            fetch.Failure = exception.Message;
        }
        catch (Exception exception)
        {
            // Its message may hold what must not be seen.
            fetch.Failure = $"Source '{call.Source.Name}' of view '{call.View}' failed: {exception.GetType().Name}.";
        }
        finally
        {
            fetch.At = time.GetFeatureTime();
            fetch.Running = null;
        }
    }

    private sealed class Fetch
    {
        public Task? Running { get; set; }

        public FeatureTime At { get; set; }

        public string? Failure { get; set; }
    }
}
