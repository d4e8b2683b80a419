using OrleansML.Tensors;

namespace OrleansML.Client;

/// <summary>
/// Answers a request as a plan says. A canary gets one attempt's time, and what it fails the champion answers: a bad canary costs time and no
/// request.
/// </summary>
/// <typeparam name="T">The prediction.</typeparam>
/// <param name="plan">The plan.</param>
/// <param name="retries">How long an attempt may take.</param>
/// <param name="ask">Asks a version, within a time that began at a timestamp.</param>
/// <param name="outputsOf">What a prediction holds.</param>
internal sealed class PlannedCalls<T>(
    PlannedModel plan,
    CallRetries retries,
    Func<int, TimeSpan, long, CancellationToken, ValueTask<T>> ask,
    Func<T, IReadOnlyList<Tensor>> outputsOf)
{
    /// <param name="version">What the plan chose.</param>
    /// <param name="deadline">Time for the request.</param>
    /// <param name="typical">Usual time of an answer of a version.</param>
    /// <param name="shadow">Asks the shadow version, with inputs of its own; null when it is not to be asked.</param>
    /// <param name="cancellationToken">Gives up; the shadow is asked all the same.</param>
    public async ValueTask<T> RunAsync(
        int version,
        TimeSpan deadline,
        Func<int, TimeSpan> typical,
        Func<Func<int, TimeSpan, long, CancellationToken, ValueTask<T>>>? shadow,
        CancellationToken cancellationToken)
    {
        // Before the reply, because the client may use its buffers for the next request after it.
        var askShadow = plan.Shadow is { } calls && calls.Version != version && calls.Draw() ? shadow?.Invoke() : null;
        var answer = version == plan.Plan.Canary?.Version
            ? await AskCanaryAsync(version, deadline, retries.Limit(deadline, typical(version)), cancellationToken)
            : await AskAsync(version, deadline, cancellationToken);
        if (askShadow is not null)
        {
            var limit = retries.Limit(deadline, typical(plan.Shadow!.Version));
            plan.Shadow.Start(
                async () => outputsOf(await askShadow(plan.Shadow.Version, limit, retries.Time.GetTimestamp(), CancellationToken.None)),
                outputsOf(answer));
        }

        return answer;
    }

    private async ValueTask<T> AskAsync(int version, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var meter = plan.MeterOf(version);
        var started = retries.Time.GetTimestamp();
        try
        {
            var answer = await ask(version, deadline, started, cancellationToken);
            meter?.Answer(retries.Time.GetElapsedTime(started));
            return answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsFaultOfVersion(exception))
        {
            meter?.Fail();
            throw;
        }
    }

    private async ValueTask<T> AskCanaryAsync(int version, TimeSpan deadline, TimeSpan limit, CancellationToken cancellationToken)
    {
        var meter = plan.MeterOf(version);
        var started = retries.Time.GetTimestamp();
        Exception failure;
        try
        {
            var answer = await ask(version, limit, started, cancellationToken);
            meter?.Answer(retries.Time.GetElapsedTime(started));
            return answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            failure = exception;
        }

        // A request that neither can answer speaks against the canary only where it would speak against the champion.
        var isFault = IsFaultOfVersion(failure);
        try
        {
            var answer = await ask(plan.Champion, deadline, started, cancellationToken);
            isFault = true;
            return answer;
        }
        finally
        {
            if (isFault)
                meter?.Fail();
        }
    }

    private static bool IsFaultOfVersion(Exception exception) => exception is not OrleansMLException
    {
        Code: ErrorCode.InvalidRequest or ErrorCode.TooLarge or ErrorCode.Unsupported or ErrorCode.FeatureUnavailable,
    };
}
