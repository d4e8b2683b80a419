using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace OrleansML.Client;

/// <summary>
/// Repeats calls that may be repeated, within one deadline per request, with exponential back-off and full jitter (Brooker, "Exponential
/// Backoff And Jitter", 2015). A call whose first attempt succeeds never comes here.
/// </summary>
internal sealed class CallRetries
{
    private static readonly ResiliencePropertyKey<CallProgress> ProgressKey = new("OrleansML.CallProgress");

    private const int MostDoublings = 20;

    // Attempt timeouts that an attempt at a long call may take at least.
    private const int FirstLongAttempt = 5;

    private const double GrowthPerRound = 1.5;

    private const int MostRounds = 30;

    // A shorter wait would give up calls that are only late.
    private static readonly TimeSpan ShortestShare = TimeSpan.FromMilliseconds(100);

    private readonly ResiliencePipeline _pipeline;
    private readonly Func<int, int> _random;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">Limits; validated elsewhere.</param>
    /// <param name="time">Clock of deadlines and pauses.</param>
    /// <param name="random">Draws a number from 0 up to, not including, its argument.</param>
    public CallRetries(ClientRetryOptions options, TimeProvider time, Func<int, int> random)
    {
        Options = options;
        Time = time;
        _random = random;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(ShouldRepeat(arguments.Context, arguments.Outcome.Exception)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(ProgressOf(arguments.Context))),
            })
            .Build();
    }

    public ClientRetryOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>A request that starts now.</summary>
    public CallProgress Begin(string what, TimeSpan? deadline = null) => new(what, deadline ?? Options.Deadline, Time.GetTimestamp(), Time);

    /// <summary>Makes a short call, each attempt bounded by the attempt timeout.</summary>
    /// <param name="what">What is called, for the message when it fails: "the registry of model 'fraud'".</param>
    /// <param name="call">One attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<T> CallAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken = default) =>
        ContinueAsync(Begin(what), call, static (call, progress, retries, token) => new ValueTask<T>(retries.WithinAsync(call, retries.AttemptLimit(progress), token)), cancellationToken);

    /// <summary>
    /// Makes a call that may take minutes and answers a repetition with what it did before. A silo that hangs must not hold it up for as long
    /// as it may take, so attempts begin short, and each may take as long as all before it together; one that is given up goes on, and the next
    /// finds its work done. Cancellation ends them all.
    /// </summary>
    public ValueTask<T> LongCallAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken = default) =>
        ContinueAsync(
            Begin(what, Options.LongDeadline), call,
            static (call, progress, retries, token) => retries.LongAttemptAsync(call, progress, token), cancellationToken);

    /// <summary>Goes on with a request, whose first attempt may have failed already.</summary>
    /// <exception cref="OrleansMLException">The last attempt failed; the message says what was tried.</exception>
    public async ValueTask<TResult> ContinueAsync<TResult, TState>(
        CallProgress progress,
        TState state,
        Func<TState, CallProgress, CallRetries, CancellationToken, ValueTask<TResult>> attempt,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ProgressKey, progress);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, call) =>
                {
                    var progress = ProgressOf(context);
                    if (progress.TakeFirst() is { } first)
                        ExceptionDispatchInfo.Throw(first);

                    progress.BeginAttempt();
                    return await call.Attempt(call.State, progress, call.Retries, context.CancellationToken);
                },
                context,
                (State: state, Attempt: attempt, Retries: this));
        }
        catch (Exception exception) when (CallFailures.IsTransient(exception, cancellationToken))
        {
            throw progress.ToException(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Waits for an attempt up to a limit. What becomes of an abandoned one is of no interest and disturbs nobody.</summary>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = call(abandoned.Token);
        try
        {
            return await running.WaitAsync(Positive(limit), Time, cancellationToken);
        }
        catch
        {
            running.Ignore();
            await abandoned.CancelAsync();
            throw;
        }
    }

    /// <summary>
    /// Time for the next attempt at a short call. It grows with every round in which no replica answered in time, because the model may be
    /// slower than anybody has seen; slowly, because its silos may hang, and then the attempt after they were replaced is what counts.
    /// </summary>
    public TimeSpan AttemptLimit(CallProgress progress, TimeSpan usual = default)
    {
        var rest = Positive(progress.Remaining);
        var rounds = Math.Min(progress.RoundsGivenUp, MostRounds);
        var limit = Limit(progress.Deadline, usual) * Math.Pow(GrowthPerRound, rounds);
        return limit * (rounds > 0 ? GrowthPerRound : 1) > rest ? rest : limit;
    }

    /// <summary>
    /// Time for an attempt: three fit into every deadline, so that a hanging silo leaves time for others, unless the call usually takes longer.
    /// </summary>
    /// <param name="deadline">Time for the whole request.</param>
    /// <param name="usual">Usual time of an answer; zero while unknown.</param>
    public TimeSpan Limit(TimeSpan deadline, TimeSpan usual)
    {
        var share = Options.AttemptTimeout == Options.Deadline ? deadline : Max(deadline / 3, ShortestShare);
        var limit = Min(Options.AttemptTimeout, share);
        return Min(deadline, usual * 4 > limit ? usual * 4 : limit);
    }

    /// <summary>Draws the pause after so many failures in a row, 1 or more.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        var longest = Min(Options.MaximumDelay, Options.BaseDelay * Math.Pow(2, Math.Min(failures - 1, MostDoublings)));
        return TimeSpan.FromMicroseconds(_random((int)Math.Min(longest.TotalMicroseconds, int.MaxValue - 1) + 1));
    }

    private async ValueTask<T> LongAttemptAsync<T>(Func<CancellationToken, Task<T>> call, CallProgress progress, CancellationToken cancellationToken)
    {
        var running = call(cancellationToken);
        try
        {
            return await running.WaitAsync(LongLimit(progress), Time, cancellationToken);
        }
        catch
        {
            running.Ignore();
            throw;
        }
    }

    // The last attempt takes what is left: a call that does take minutes needs it more than another attempt.
    private TimeSpan LongLimit(CallProgress progress)
    {
        var rest = Positive(progress.Remaining);
        var limit = Max(Options.AttemptTimeout * FirstLongAttempt, progress.Elapsed);
        return Options.MaximumAttempts == 1 || limit * 3 > rest ? rest : limit;
    }

    private bool ShouldRepeat(ResilienceContext context, Exception? failure)
    {
        var progress = ProgressOf(context);
        if (failure is not null)
            progress.Note(failure);
        return failure is not null
            && progress.Attempts < Options.MaximumAttempts
            && progress.HasTime
            && !(IsBusy(failure) && progress.Attempts >= progress.Replicas)
            && CallFailures.IsTransient(failure, context.CancellationToken);
    }

    // When every replica is busy, more requests would only make it worse; the caller is to slow down.
    private static bool IsBusy(Exception failure) => failure is OrleansMLException { Code: ErrorCode.QueueFull };

    // Whatever was drawn, some time stays for the attempt that follows.
    private TimeSpan Pause(CallProgress progress) => Min(PauseAfter(progress.Attempts), Positive(progress.Remaining / 2));

    private static CallProgress ProgressOf(ResilienceContext context) => context.Properties.GetValue(ProgressKey, null!);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
