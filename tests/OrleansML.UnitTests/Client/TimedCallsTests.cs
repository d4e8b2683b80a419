using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class TimedCallsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly TimedCalls<int> _calls;

    public TimedCallsTests() => _calls = new TimedCalls<int>(_time);

    public void Dispose() => _calls.Dispose();

    [Fact]
    public async Task WithinAsync_CallAnswersInTime_GivesItsAnswer()
    {
        var running = new TaskCompletionSource<int>();
        var call = _calls.WithinAsync(new ValueTask<int>(running.Task), Limit);
        Assert.False(call.IsCompleted);

        running.SetResult(7);

        Assert.Equal(7, await call);
    }

    [Fact]
    public async Task WithinAsync_CallFails_GivesItsFailure()
    {
        var running = new TaskCompletionSource<int>();
        var call = _calls.WithinAsync(new ValueTask<int>(running.Task), Limit).AsTask();
        var failure = new SiloUnavailableException("gone");

        running.SetException(failure);

        Assert.Same(failure, await Assert.ThrowsAsync<SiloUnavailableException>(() => call));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(1000)]
    public async Task WithinAsync_CallHangs_IsGivenUpAtTheLimitAndNotBefore(int milliseconds)
    {
        var call = _calls.WithinAsync(new ValueTask<int>(new TaskCompletionSource<int>().Task), TimeSpan.FromMilliseconds(milliseconds)).AsTask();

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(11));

        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task WithinAsync_AnswerComesAfterTheLimit_DisturbsNoLaterCall()
    {
        var late = new TaskCompletionSource<int>();
        var givenUp = _calls.WithinAsync(new ValueTask<int>(late.Task), Limit).AsTask();
        _time.Advance(Limit + Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => givenUp);
        var running = new TaskCompletionSource<int>();
        var call = _calls.WithinAsync(new ValueTask<int>(running.Task), Limit).AsTask();

        late.SetResult(1);
        Assert.False(call.IsCompleted);
        running.SetResult(2);

        Assert.Equal(2, await call);
    }

    [Fact]
    public async Task WithinAsync_OneOfManyHangs_OnlyThatOneIsGivenUp()
    {
        var running = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource<int>()).ToArray();
        var calls = running.Select(one => _calls.WithinAsync(new ValueTask<int>(one.Task), Limit).AsTask()).ToArray();

        foreach (var index in new[] { 4, 0, 2, 1 })
            running[index].SetResult(index);
        var answers = await Task.WhenAll(calls.Where((_, index) => index != 3));
        _time.Advance(Limit + Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => calls[3]);
        Assert.Equal([0, 1, 2, 4], answers);
    }

    [Fact]
    public async Task WithinAsync_IdleForAWhile_LimitsTheNextCallAllTheSame()
    {
        var first = new TaskCompletionSource<int>();
        var answered = _calls.WithinAsync(new ValueTask<int>(first.Task), Limit);
        first.SetResult(1);
        await answered;
        _time.Advance(TimeSpan.FromMinutes(1));

        var call = _calls.WithinAsync(new ValueTask<int>(new TaskCompletionSource<int>().Task), Limit).AsTask();
        _time.Advance(Limit + Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task WithinAsync_ManyAtOnceWithSomeGivenUp_EachGetsItsOwnAnswer()
    {
        using var calls = new TimedCalls<int>(TimeProvider.System);
        var wrong = new ConcurrentQueue<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, _) =>
        {
            var running = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var call = calls.WithinAsync(new ValueTask<int>(running.Task), TimeSpan.FromMilliseconds(200));
            if (number % 1000 == 0)
            {
                try
                {
                    wrong.Enqueue(await call);
                }
                catch (TimeoutException)
                {
                    running.SetResult(number);
                }
            }
            else
            {
                running.SetResult(number);
                if (await AnswerAsync(call) is { } answer && answer != number)
                    wrong.Enqueue(answer);
            }
        });

        Assert.Empty(wrong);
    }

    // A busy machine may take longer than the limit.
    private static async Task<int?> AnswerAsync(ValueTask<int> call)
    {
        try
        {
            return await call;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
