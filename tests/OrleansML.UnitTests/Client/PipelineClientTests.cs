using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class PipelineClientTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakePipelines _pipelines;
    private readonly RecordedTime _time = new();
    private readonly PipelineClient _client;

    public PipelineClientTests()
    {
        _pipelines = FakePipelines.Create(out var factory);
        _time.SetUtcNow(new DateTimeOffset(2026, 1, 31, 23, 59, 58, TimeSpan.Zero));
        _client = new PipelineClient(factory, new CallRetries(new ClientRetryOptions(), _time, static _ => 0));
    }

    [Fact]
    public async Task StartAsync_CallIsLostTwice_IsTheSameRequestAgain()
    {
        LoseFirst(2);

        await _client.StartAsync("n");

        Assert.Equal(3, _pipelines.Calls.Count);
        Assert.Matches("^start n [0-9a-f]{32} 2026-01-31 23:59:58Z  $", Assert.Single(_pipelines.Calls.Distinct()));
    }

    [Fact]
    public async Task StartAsync_Twice_AreTwoRequests()
    {
        await _client.StartAsync("n");
        await _client.StartAsync("n");

        Assert.Equal(2, _pipelines.Calls.Distinct().Count());
    }

    [Fact]
    public async Task BackfillAsync_CallIsLost_IsTheSameRequestAgain()
    {
        LoseFirst(1);

        await _client.BackfillAsync("n", "nightly", (Day, Day.AddDays(1)), most: 2);

        Assert.Equal(2, _pipelines.Calls.Count);
        Assert.Matches(
            "^backfill n [0-9a-f]{32} 2026-01-31 23:59:58Z nightly 2026-01-01 00:00:00Z 2026-01-02 00:00:00Z 2$",
            Assert.Single(_pipelines.Calls.Distinct()));
    }

    [Fact]
    public async Task OtherCalls_CallIsLostOnce_AreMadeAgain()
    {
        var operation = new PipelineOperation("o", Day);
        foreach (var (call, made) in new (Func<Task> Call, string Made)[]
        {
            (() => _client.ApplyAsync("n", "name: n\n", "me", dryRun: true), "apply n me True"),
            (() => _client.GetDefinitionAsync("n"), "definition n"),
            (() => _client.GetStatusAsync("n"), "status n"),
            (() => _client.GetRunAsync("n", "hand/r"), "run n hand/r"),
            (() => _client.GetDecisionsAsync("n", 7), "decisions n 7"),
            (() => _client.StartAsync("n", (Day, Day.AddDays(1)), operation), "start n o 2026-01-01 00:00:00Z 2026-01-01 00:00:00Z 2026-01-02 00:00:00Z"),
            (() => _client.EndBackfillAsync("n"), "end-backfill n"),
            (() => _client.CancelAsync("n", "r", "no more"), "cancel n r no more"),
            (() => _client.ResumeAsync("n", "r"), "resume n r"),
            (() => _client.PauseAsync("n", "why"), "pause n why"),
            (() => _client.UnpauseAsync("n"), "unpause n"),
            (() => _client.DeleteAsync("n"), "delete n"),
        })
        {
            _pipelines.Calls.Clear();
            LoseFirst(1);

            await call();

            Assert.Equal([made, made], _pipelines.Calls);
        }
    }

    [Fact]
    public async Task ListAsync_OneIsGone_TellsTheOthersByName()
    {
        var pipelines = await _client.ListAsync();

        Assert.Equal(["first", "last"], pipelines.Select(static pipeline => pipeline.Pipeline));
    }

    [Fact]
    public async Task GetDecisionsAsync_None_Throws() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _client.GetDecisionsAsync("n", 0));

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    public async Task GetStatusAsync_NoName_AsksNobody(string pipeline)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _client.GetStatusAsync(pipeline));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Empty(_pipelines.Calls);
    }

    private void LoseFirst(int calls) => _pipelines.BeforeCall = call =>
    {
        if (call <= calls)
            throw new SiloUnavailableException("gone");
    };
}
