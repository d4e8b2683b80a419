using Microsoft.Extensions.Time.Testing;
using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class ReplicaBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ReplicaBreaker _breaker;

    public ReplicaBreakerTests() => _breaker = new ReplicaBreaker(new ClientRetryOptions(), _time);

    [Fact]
    public void TryPass_NeverFailed_Passes() => Assert.True(_breaker.TryPass());

    [Fact]
    public void TryPass_FailedAMomentAgo_IsLeftOutForOneSecondThenOneMayProbe()
    {
        _breaker.Fail();

        Advance(999);
        Assert.False(_breaker.TryPass());
        Advance(1);
        Assert.True(_breaker.TryPass());
        Assert.False(_breaker.TryPass());
        Assert.False(_breaker.IsClosed);
    }

    [Fact]
    public void Fail_EveryProbeFails_LeavesOutTwiceAsLongUpToTheLongest()
    {
        _breaker.Fail();
        foreach (var seconds in new[] { 1, 2, 4, 8, 10, 10 })
        {
            Advance((seconds * 1000) - 1);
            Assert.False(_breaker.TryPass());
            Advance(1);
            Assert.True(_breaker.TryPass());
            _breaker.Fail();
        }
    }

    [Fact]
    public void Fail_ManyRequestsWereUnderWay_CountOnceTogether()
    {
        for (var request = 0; request < 50; request++)
            _breaker.Fail();

        Advance(1000);
        Assert.True(_breaker.TryPass());
    }

    [Fact]
    public void Close_ProbeAnswered_ForgetsTheFailures()
    {
        _breaker.Fail();
        Advance(1000);
        Assert.True(_breaker.TryPass());
        _breaker.Close();

        Assert.True(_breaker.IsClosed);
        _breaker.Fail();
        Advance(1000);
        Assert.True(_breaker.TryPass());
    }

    [Fact]
    public void TryPass_ProbeNeverCameBack_IsGivenToAnotherAfterTheAttemptTimeout()
    {
        _breaker.Fail();
        Advance(1000);
        Assert.True(_breaker.TryPass());

        Advance(1999);
        Assert.False(_breaker.TryPass());
        Advance(1);
        Assert.True(_breaker.TryPass());
    }

    [Fact]
    public void Fail_BreakDurationIsZero_LeavesNothingOut()
    {
        var breaker = new ReplicaBreaker(new ClientRetryOptions { BreakDuration = TimeSpan.Zero }, _time);

        breaker.Fail();

        Assert.True(breaker.TryPass());
    }

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
