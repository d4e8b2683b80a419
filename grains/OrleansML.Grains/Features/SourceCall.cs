using System.Diagnostics;
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
    private readonly FeatureMetrics _metrics;
    private readonly TimeProvider _time;

    public SourceCall(FeatureView view, FeatureSource source, IKeyedSource keyed, int mostCalls, FeatureMetrics metrics, TimeProvider time)
    {
        _metrics = metrics;
        _time = time;
        View = view.Name;
        Source = source;
        _source = keyed;
        Pause = view.Fields.Where(field => field.Source == source.Name && field.TimeToLive is not null)
            .Select(field => field.TimeToLive!.Value).Append(LongestPause).Min();
        _slots = new SemaphoreSlim(mostCalls);
        var state = new CircuitBreakerStateProvider();
        _metrics.Watch(View, source.Name, state);
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = FailuresToOpen,
                SamplingDuration = Sampling,
                BreakDuration = Break,
                StateProvider = state,
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
        var started = _time.GetTimestamp();
        using var span = FeatureMetrics.StartFetch(View, Source.Name);
        var outcome = "failed";
        try
        {
            var answer = await AskAsync(entity, key, cancellationToken);
            outcome = answer is null ? "unknown_entity" : "answered";
            return answer;
        }
        catch (BrokenCircuitException)
        {
            outcome = "left_alone";
            throw new SourceException(
                View, Source.Name, SourceFailure.Unavailable,
                "it failed repeatedly and is left alone for some seconds", "Its values are answered by their age meanwhile.");
        }
        catch (SourceException exception)
        {
            outcome = OutcomeOf(exception.Failure);
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            span?.SetTag(FeatureMetrics.Outcome, outcome);
            _metrics.RecordFetch(View, Source.Name, outcome, _time.GetElapsedTime(started));
        }
    }

    public void Dispose() => _slots.Dispose();

    private ValueTask<FeatureEvent?> AskAsync(string entity, FeatureValue[] key, CancellationToken cancellationToken) => _breaker.ExecuteAsync(
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

    private static string OutcomeOf(SourceFailure failure) => failure switch
    {
        SourceFailure.Unreachable => "unreachable",
        SourceFailure.TimedOut => "timed_out",
        SourceFailure.Unavailable => "unavailable",
        SourceFailure.Refused => "refused",
        SourceFailure.Misconfigured => "misconfigured",
        _ => "lying",
    };

    // What is wrong with one entity's row says nothing of the next.
    private static bool IsFaultOfSource(Exception? exception) => exception is SourceException failed
        && failed.Failure is SourceFailure.Unreachable or SourceFailure.TimedOut or SourceFailure.Unavailable or SourceFailure.Refused;
}
