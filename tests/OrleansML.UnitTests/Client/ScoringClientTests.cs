using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class ScoringClientTests
{
    private const string Definition = "# every night\nmodel: \"churn\"\n";

    private readonly FakeJobs _jobs;
    private readonly RecordedTime _time = new();
    private readonly ScoringClient _client;

    public ScoringClientTests()
    {
        _jobs = FakeJobs.Create(out var factory);
        _time.SetUtcNow(new DateTimeOffset(2026, 1, 31, 23, 59, 58, TimeSpan.Zero));
        _client = new ScoringClient(factory, new CallRetries(new ClientRetryOptions(), _time, static _ => 0));
    }

    [Fact]
    public async Task StartAsync_CallIsLostTwice_StartsTheSameJobAgain()
    {
        LoseFirst(2);

        var job = await _client.StartAsync(Definition, actor: "me");

        Assert.Matches("^churn-20260131-235958-[0-9a-f]{6}$", job.Job);
        Assert.Equal([$"start {job.Job} me", $"start {job.Job} me", $"start {job.Job} me"], _jobs.Calls);
    }

    [Fact]
    public async Task StartAsync_NoModelAtTheTop_IsCalledJob() =>
        Assert.Matches("^job-20260131-235958-[0-9a-f]{6}$", (await _client.StartAsync("{ model: churn }")).Job);

    [Fact]
    public async Task OtherCalls_CallIsLostOnce_AreMadeAgain()
    {
        foreach (var (call, made) in new (Func<Task> Call, string Made)[]
        {
            (() => _client.StartAsync(Definition, "j"), "start j "),
            (() => _client.GetStatusAsync("j"), "status j"),
            (() => _client.CancelAsync("j", "no more"), "cancel j no more"),
            (() => _client.ResumeAsync("j"), "resume j"),
        })
        {
            _jobs.Calls.Clear();
            LoseFirst(1);

            await call();

            Assert.Equal([made, made], _jobs.Calls);
        }
    }

    [Fact]
    public async Task EstimateAsync_NotDoneYetAndOneCallLost_AsksTheSameJobUntilItIsDone()
    {
        _jobs.PendingEstimates = 2;
        LoseFirst(1);

        var estimate = await _client.EstimateAsync(Definition);

        Assert.Equal(7, estimate.Rows);
        // The script counts a call before it loses it.
        Assert.Equal(3, _jobs.Calls.Count);
        Assert.Matches("^estimate churn-20260131-235958-[0-9a-f]{6}$", Assert.Single(_jobs.Calls.Distinct()));
    }

    [Fact]
    public async Task EstimateAsync_Twice_AsksTwoJobs()
    {
        await _client.EstimateAsync(Definition);
        await _client.EstimateAsync(Definition);

        Assert.Equal(2, _jobs.Calls.Distinct().Count());
    }

    [Fact]
    public async Task EstimateAsync_NeverDone_GivesUpAtTheLongDeadline()
    {
        _jobs.PendingEstimates = int.MaxValue;

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _client.EstimateAsync(Definition));

        Assert.Equal(
            (ErrorCode.DeadlineExceeded, "The estimate was not done within 600 s; start the job without it, or give it more time (OrleansML:Client:Retry:LongDeadline)."),
            (error.Code, error.Message));
    }

    [Fact]
    public async Task EstimateAsync_Refused_IsNotAskedAgain()
    {
        _jobs.BeforeCall = static _ => throw new OrleansMLException(ErrorCode.InvalidRequest, "The scoring definition is not valid.");

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _client.EstimateAsync(Definition));

        Assert.Equal((ErrorCode.InvalidRequest, 1), (error.Code, _jobs.Calls.Count));
    }

    [Fact]
    public async Task EstimateAsync_Cancelled_AsksNoMore()
    {
        using var cancelled = new CancellationTokenSource();
        _jobs.PendingEstimates = int.MaxValue;
        _jobs.BeforeCall = call =>
        {
            if (call == 2)
                cancelled.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.EstimateAsync(Definition, cancelled.Token));

        Assert.Equal(2, _jobs.Calls.Count);
    }

    [Fact]
    public async Task ListAsync_OneIsNotStoredYet_TellsTheOthersNewestFirst()
    {
        var jobs = await _client.ListAsync();

        Assert.Equal(["last", "first"], jobs.Select(static job => job.Job));
    }

    [Fact]
    public async Task ListAsync_OnlyOne_AsksForThatOnly()
    {
        await _client.ListAsync(most: 1);

        Assert.Equal(["list False", "status last"], _jobs.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListAsync_OutOfRange_Throws(int most) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _client.ListAsync(most));

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    public async Task GetStatusAsync_NoId_AsksNobody(string job)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _client.GetStatusAsync(job));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Empty(_jobs.Calls);
    }

    private void LoseFirst(int calls) => _jobs.BeforeCall = call =>
    {
        if (call <= calls)
            throw new SiloUnavailableException("gone");
    };
}
