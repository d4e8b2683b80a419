using Microsoft.Extensions.Time.Testing;
using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class CallRetriesTests
{
    private static readonly Func<int, int> Longest = limit => limit - 1;

    [Fact]
    public async Task CallAsync_FailsAgainAndAgain_PausesTwiceAsLongEachTimeUpToTheLongest()
    {
        var time = new RecordedTime();
        var retries = new CallRetries(new ClientRetryOptions { MaximumAttempts = 8 }, time, Longest);

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => FailAsync(retries, new SiloUnavailableException("gone")));

        Assert.Equal([50, 100, 200, 400, 800, 1000, 1000], time.Waits.Select(wait => wait.TotalMilliseconds));
        Assert.Equal(ErrorCode.Unavailable, error.Code);
        Assert.Equal("The cluster gave no answer to a test, and whether it took effect is unknown (8 attempts in 3.6 s of 30 s): gone", error.Message);
    }

    [Fact]
    public async Task CallAsync_LastAttemptRunsOutOfTime_SaysWhyThoseBeforeFailed()
    {
        var retries = new CallRetries(new ClientRetryOptions { MaximumAttempts = 3 }, new RecordedTime(), Longest);
        var attempts = 0;

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => FailAsync(
            retries, () => ++attempts < 3 ? new OrleansMLException(ErrorCode.StorageUnavailable, "The store is gone.") : new TimeoutException("late")));

        Assert.Equal(ErrorCode.DeadlineExceeded, error.Code);
        Assert.Equal("The store is gone. (a test: 3 attempts in 0.2 s of 30 s.)", error.Message);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 12.5)]
    [InlineData(2, 25)]
    public void PauseAfter_Drawn_IsThatShareOfTheLongest(int quarter, double milliseconds)
    {
        var retries = new CallRetries(new ClientRetryOptions(), TimeProvider.System, limit => (limit - 1) * quarter / 4);

        Assert.Equal(milliseconds, retries.PauseAfter(1).TotalMilliseconds);
    }

    [Fact]
    public async Task CallAsync_TimeRunsOut_KeepsHalfOfTheRestForTheNextAttempt()
    {
        var time = new RecordedTime();
        var options = new ClientRetryOptions { Deadline = TimeSpan.FromMilliseconds(160), AttemptTimeout = TimeSpan.FromMilliseconds(160), BaseDelay = TimeSpan.FromSeconds(1) };
        var retries = new CallRetries(options, time, Longest);

        await Assert.ThrowsAsync<OrleansMLException>(() => FailAsync(retries, new SiloUnavailableException("gone")));

        Assert.Equal([80, 40, 20, 10, 5], time.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Theory]
    [InlineData(ErrorCode.InvalidRequest)]
    [InlineData(ErrorCode.ModelNotFound)]
    [InlineData(ErrorCode.VersionNotFound)]
    [InlineData(ErrorCode.DeadlineExceeded)]
    [InlineData(ErrorCode.NoMatchingPool)]
    [InlineData(ErrorCode.OverMemoryBudget)]
    [InlineData(ErrorCode.InvalidModel)]
    [InlineData(ErrorCode.Conflict)]
    [InlineData(ErrorCode.TooLarge)]
    [InlineData(ErrorCode.ArtifactNotFound)]
    [InlineData(ErrorCode.Unsupported)]
    [InlineData(ErrorCode.Internal)]
    public async Task CallAsync_RepeatingCannotHelp_IsTriedOnceAndFailsUnchanged(ErrorCode code)
    {
        var retries = new CallRetries(new ClientRetryOptions(), new RecordedTime(), Longest);
        var attempts = 0;
        var failure = new OrleansMLException(code, "as it is");

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => retries.CallAsync<int>("a test", Fail).AsTask());

        Assert.Same(failure, error);
        Assert.Equal(1, attempts);

        Task<int> Fail(CancellationToken cancellationToken)
        {
            attempts++;
            return Task.FromException<int>(failure);
        }
    }

    [Theory]
    [InlineData(ErrorCode.Unavailable)]
    [InlineData(ErrorCode.StorageUnavailable)]
    [InlineData(ErrorCode.ModelLoading)]
    public async Task CallAsync_RepeatingMayHelp_IsRepeatedAndKeepsCodeAndText(ErrorCode code)
    {
        var retries = new CallRetries(new ClientRetryOptions { MaximumAttempts = 3 }, new RecordedTime(), _ => 0);

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => FailAsync(retries, new OrleansMLException(code, "Come back later.")));

        Assert.Equal(code, error.Code);
        Assert.Equal("Come back later. (a test: 3 attempts in 0.0 s of 30 s.)", error.Message);
    }

    [Fact]
    public async Task CallAsync_SecondAttemptAnswers_GivesItsAnswer()
    {
        var retries = new CallRetries(new ClientRetryOptions(), new RecordedTime(), Longest);
        var attempts = 0;

        var answer = await retries.CallAsync(
            "a test", _ => ++attempts == 1 ? Task.FromException<int>(new TimeoutException()) : Task.FromResult(attempts));

        Assert.Equal(2, answer);
    }

    [Fact]
    public async Task CallAsync_NothingAnswers_GivesEachAttemptItsTimeAndEndsAtTheDeadline()
    {
        var time = new RecordedTime();
        var options = new ClientRetryOptions { Deadline = TimeSpan.FromSeconds(9), AttemptTimeout = TimeSpan.FromSeconds(2) };
        var retries = new CallRetries(options, time, _ => 0);
        var started = time.GetUtcNow();

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => retries.CallAsync("a test", _ => new TaskCompletionSource<int>().Task).AsTask());

        Assert.Equal(ErrorCode.DeadlineExceeded, error.Code);
        Assert.Contains("5 attempts in 9.0 s of 9 s", error.Message, StringComparison.Ordinal);
        Assert.Equal([2d, 2d, 2d, 2d, 1d], time.Waits.Where(wait => wait > TimeSpan.Zero).Select(wait => wait.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(9), time.GetUtcNow() - started);
    }

    [Fact]
    public async Task LongCallAsync_NothingAnswers_GivesEachAttemptAsLongAsAllBeforeItAndTheLastTheRest()
    {
        var time = new RecordedTime();
        var retries = new CallRetries(new ClientRetryOptions(), time, _ => 0);
        var tokens = new List<CancellationToken>();

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => retries.LongCallAsync(
            "a test",
            token =>
            {
                tokens.Add(token);
                return new TaskCompletionSource<int>().Task;
            }).AsTask());

        Assert.Equal(ErrorCode.DeadlineExceeded, error.Code);
        Assert.Equal([10d, 10d, 20d, 40d, 80d, 440d], time.Waits.Where(wait => wait > TimeSpan.Zero).Select(wait => wait.TotalSeconds));
        Assert.Equal(6, tokens.Count);
        Assert.All(tokens, token => Assert.False(token.IsCancellationRequested));
    }

    [Theory]
    [InlineData("Could not find a codec for type Polly.Timeout.TimeoutRejectedException", 2)]
    [InlineData("Could not find a codec for type StackExchange.Redis.RedisTimeoutException.", 2)]
    [InlineData("Could not find a codec for type OrleansML.Secret", 1)]
    public async Task CallAsync_FailureCouldNotBeSent_IsRepeatedWhereItPasses(string message, int expected)
    {
        var retries = new CallRetries(new ClientRetryOptions { MaximumAttempts = 2 }, new RecordedTime(), Longest);
        var attempts = 0;

        await Assert.ThrowsAnyAsync<Exception>(() => retries.CallAsync("a test", Fail).AsTask());

        Assert.Equal(expected, attempts);

        Task<int> Fail(CancellationToken cancellationToken)
        {
            attempts++;
            return Task.FromException<int>(new Orleans.Serialization.CodecNotFoundException(message));
        }
    }

    [Fact]
    public async Task CallAsync_CancelledDuringThePause_EndsAtOnce()
    {
        var time = new FakeTimeProvider();
        var retries = new CallRetries(new ClientRetryOptions(), time, Longest);
        using var cancellation = new CancellationTokenSource();
        var call = retries.CallAsync("a test", _ => Task.FromException<int>(new TimeoutException()), cancellation.Token).AsTask();
        Assert.False(call.IsCompleted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task CallAsync_AttemptIsGivenUp_CancelsItAndNobodyMissesItsFailure()
    {
        var unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> count = (_, failure) =>
        {
            if (failure.Exception.InnerExceptions.Any(inner => inner is InvalidTimeZoneException))
                Interlocked.Increment(ref unobserved);
        };
        TaskScheduler.UnobservedTaskException += count;
        try
        {
            await GiveUpAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(0, unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= count;
        }
    }

    [Fact]
    public void Limit_ModelUsuallyTakesLonger_GetsFourTimesItsTime()
    {
        var retries = new CallRetries(new ClientRetryOptions(), TimeProvider.System, Longest);

        Assert.Equal(2000, retries.Limit(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(5)).TotalMilliseconds);
        Assert.Equal(4000, retries.Limit(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)).TotalMilliseconds);
        Assert.Equal(1000, retries.Limit(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(5)).TotalMilliseconds);
        Assert.Equal(3000, retries.Limit(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)).TotalMilliseconds);
        Assert.Equal(100, retries.Limit(TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(5)).TotalMilliseconds);
    }

    [Fact]
    public void AttemptLimit_NoReplicaAnsweredInTime_GrowsByHalfWithEachRoundUpToTheRest()
    {
        var time = new FakeTimeProvider();
        var retries = new CallRetries(new ClientRetryOptions(), time, Longest);
        var progress = retries.Begin("a test");
        progress.Replicas = 2;
        var limits = new List<double>();

        for (var attempt = 0; attempt < 9; attempt++)
        {
            var limit = retries.AttemptLimit(progress);
            limits.Add(limit.TotalSeconds);
            time.Advance(limit);
            progress.Note(new SiloUnavailableException("one that fails at once says nothing about time"));
            progress.Note(new TimeoutException());
        }

        // 30 s in all.
        Assert.Equal([2, 2, 3, 3, 4.5, 4.5, 6.75, 4.25, 0], limits);
    }

    private static async Task GiveUpAsync()
    {
        var retries = new CallRetries(new ClientRetryOptions { MaximumAttempts = 1 }, new RecordedTime(), Longest);
        var abandoned = new TaskCompletionSource<int>();
        var cancelled = false;
        await Assert.ThrowsAsync<OrleansMLException>(() => retries.CallAsync(
            "a test",
            token =>
            {
                token.Register(() => cancelled = true);
                return abandoned.Task;
            }).AsTask());
        Assert.True(cancelled);
        abandoned.SetException(new InvalidTimeZoneException(nameof(abandoned)));
    }

    private static Task<int> FailAsync(CallRetries retries, Exception failure) => FailAsync(retries, () => failure);

    private static Task<int> FailAsync(CallRetries retries, Func<Exception> failure) =>
        retries.CallAsync("a test", _ => Task.FromException<int>(failure())).AsTask();
}
