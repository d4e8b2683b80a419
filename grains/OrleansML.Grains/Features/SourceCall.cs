using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using Polly;
using Polly.CircuitBreaker;

namespace OrleansML.Grains.Features;

/// <summary>
/// Asks one source of one view for entities, from this silo: few at a time, and not at all for some seconds after it failed (circuit breaker:
/// Nygard, "Release It!", 2007), so that readers get what is known at once. Safe for concurrent use.
/// </summary>
internal sealed class SourceCall : IDisposable
{
    private const int FailuresToOpen = 5;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(3);

    // A value may be old at its source already; asking again and again does not make it younger.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly IKeyedSource _source;
    private readonly SemaphoreSlim _slots;
    private readonly ResiliencePipeline _breaker;

    public SourceCall(FeatureView view, FeatureSource source, IKeyedSource keyed, int mostCalls, TimeProvider time)
    {
        View = view.Name;
        Source = source;
        _source = keyed;
        Pause = view.Fields.Where(field => field.Source == source.Name && field.TimeToLive is not null)
            .Select(field => field.TimeToLive!.Value).Append(LongestPause).Min();
        _slots = new SemaphoreSlim(mostCalls);
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = FailuresToOpen,
                SamplingDuration = Sampling,
                BreakDuration = Break,
                ShouldHandle = arguments => ValueTask.FromResult(IsFaultOfSource(arguments.Outcome.Exception)),
            })
            .Build();
    }

    public string View { get; }

    public FeatureSource Source { get; }

    /// <summary>Shortest time between two calls for one entity: a second, or the shortest time to live where that is less.</summary>
    public TimeSpan Pause { get; }

    /// <summary>Asks for an entity.</summary>
    /// <exception cref="SourceException">There is no answer; the message may be shown.</exception>
    public async Task<FeatureEvent?> ReadAsync(string entity, FeatureValue[] key, CancellationToken cancellationToken)
    {
        try
        {
            return await _breaker.ExecuteAsync(
                static async (call, token) =>
                {
                    await call.Owner._slots.WaitAsync(token);
                    try
                    {
                        return await call.Owner._source.ReadAsync(call.Entity, call.Key, token);
                    }
                    finally
                    {
                        call.Owner._slots.Release();
                    }
                },
                (Owner: this, Entity: entity, Key: key),
                cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            throw new SourceException(
                View, Source.Name, SourceFailure.Unavailable,
                "it failed repeatedly and is left alone for some seconds", "Its values are answered by their age meanwhile.");
        }
    }

    public void Dispose() => _slots.Dispose();

    // What is wrong with one entity's row says nothing of the next.
    private static bool IsFaultOfSource(Exception? exception) => exception is SourceException failed
        && failed.Failure is SourceFailure.Unreachable or SourceFailure.TimedOut or SourceFailure.Unavailable or SourceFailure.Refused;
}
