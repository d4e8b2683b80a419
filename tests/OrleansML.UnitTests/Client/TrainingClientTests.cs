using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class TrainingClientTests
{
    private const string Definition = "# fares\nmodel: \"fare\"\ndata:\n  model: other\n";

    private readonly FakeRuns _runs;
    private readonly TrainingClient _client;

    public TrainingClientTests()
    {
        _runs = FakeRuns.Create(out var factory);
        var time = new RecordedTime();
        time.SetUtcNow(new DateTimeOffset(2026, 1, 31, 23, 59, 58, TimeSpan.Zero));
        _client = new TrainingClient(factory, new CallRetries(new ClientRetryOptions(), time, static _ => 0));
    }

    [Fact]
    public async Task StartAsync_CallIsLostTwice_StartsTheSameRunAgain()
    {
        LoseFirst(2);

        var run = await _client.StartAsync(Definition, actor: "me");

        Assert.Matches("^fare-20260131-235958-[0-9a-f]{6}$", run.Run);
        Assert.Equal([$"start {run.Run} me", $"start {run.Run} me", $"start {run.Run} me"], _runs.Calls);
    }

    [Fact]
    public async Task OtherCalls_CallIsLostOnce_AreMadeAgain()
    {
        foreach (var (call, made) in new (Func<Task> Call, string Made)[]
        {
            (() => _client.StartAsync(Definition, "r"), "start r "),
            (() => _client.GetStatusAsync("r"), "status r"),
            (() => _client.CancelAsync("r", "no more"), "cancel r no more"),
            (() => _client.ResumeAsync("r"), "resume r"),
            (() => _client.GetGateRecordAsync("r"), "gate r"),
        })
        {
            _runs.Calls.Clear();
            LoseFirst(1);

            await call();

            Assert.Equal([made, made], _runs.Calls);
        }
    }

    [Fact]
    public async Task ListAsync_OneIsNotStoredYet_TellsTheOthersNewestFirst()
    {
        var runs = await _client.ListAsync();

        Assert.Equal(["last", "first"], runs.Select(static run => run.Run));
    }

    [Fact]
    public async Task ListAsync_OnlyOne_AsksForThatOnly()
    {
        await _client.ListAsync(most: 1);

        Assert.Equal(["list False", "status last"], _runs.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListAsync_OutOfRange_Throws(int most) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _client.ListAsync(most));

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    public async Task GetStatusAsync_NoId_AsksNobody(string run)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _client.GetStatusAsync(run));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Empty(_runs.Calls);
    }

    [Fact]
    public async Task StartAsync_NoModelAtTheTop_IsCalledRun() =>
        Assert.Matches("^run-20260131-235958-[0-9a-f]{6}$", (await _client.StartAsync("{ model: fare }")).Run);

    private void LoseFirst(int calls) => _runs.BeforeCall = call =>
    {
        if (call <= calls)
            throw new SiloUnavailableException("gone");
    };
}
