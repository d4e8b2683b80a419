using Microsoft.Extensions.Time.Testing;
using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Registry;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Client;

public sealed class PlannedCallsTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly List<(int Version, TimeSpan Deadline)> _asked = [];
    private readonly CancellationTokenSource _cancellation = new();
    private Func<int, ValueTask<int>> _answer = static version => new ValueTask<int>(version);

    [Fact]
    public async Task RunAsync_CanaryAnswers_IsCountedWithItsTime()
    {
        var plan = Plan(canary: 2);
        _answer = version =>
        {
            _time.Advance(TimeSpan.FromMicroseconds(16));
            return new ValueTask<int>(version);
        };

        Assert.Equal(2, await RunAsync(plan, 2));

        var counts = plan.Read(Guid.Empty).Versions.Single(version => version.Version == 2);
        Assert.Equal((1L, 0L), (counts.Answered[16], counts.Failed));
        Assert.Equal([(2, TimeSpan.FromSeconds(2))], _asked);
    }

    [Theory]
    [InlineData(ErrorCode.Internal)]
    [InlineData(ErrorCode.DeadlineExceeded)]
    [InlineData(ErrorCode.InvalidRequest)]
    public async Task RunAsync_CanaryFails_TheChampionAnswersAndTheFailureIsCounted(ErrorCode code)
    {
        var plan = Plan(canary: 2);
        _answer = version => version == 2 ? throw new OrleansMLException(code, "The canary failed.") : new ValueTask<int>(version);

        Assert.Equal(1, await RunAsync(plan, 2));

        Assert.Equal([(1, 0L), (2, 1L)], Failures(plan));
        Assert.Equal([(2, TimeSpan.FromSeconds(2)), (1, Deadline)], _asked);
    }

    [Fact]
    public async Task RunAsync_NeitherTakesTheRequest_SpeaksAgainstNobody()
    {
        var plan = Plan(canary: 2);
        _answer = static _ => throw new OrleansMLException(ErrorCode.InvalidRequest, "The request is bad.");

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => RunAsync(plan, 2).AsTask());
        await Assert.ThrowsAsync<OrleansMLException>(() => RunAsync(plan, 1).AsTask());

        Assert.Equal("The request is bad.", error.Message);
        Assert.Equal([(1, 0L), (2, 0L)], Failures(plan));
    }

    [Fact]
    public async Task RunAsync_ClusterFailsBoth_CountsTheSameForBoth()
    {
        var plan = Plan(canary: 2);
        _answer = static _ => throw new OrleansMLException(ErrorCode.Unavailable, "Nobody is there.");

        await Assert.ThrowsAsync<OrleansMLException>(() => RunAsync(plan, 2).AsTask());
        await Assert.ThrowsAsync<OrleansMLException>(() => RunAsync(plan, 1).AsTask());

        Assert.Equal([(1, 1L), (2, 1L)], Failures(plan));
    }

    [Fact]
    public async Task RunAsync_CallerGivesUp_AsksNobodyElseAndCountsNothing()
    {
        var plan = Plan(canary: 2);
        _answer = _ =>
        {
            _cancellation.Cancel();
            throw new OperationCanceledException(_cancellation.Token);
        };

        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(plan, 2).AsTask());

        Assert.Equal([(1, 0L), (2, 0L)], Failures(plan));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task RunAsync_Shadow_IsAskedAfterTheAnswerAndNeverForItsOwn()
    {
        var plan = Plan(canary: null, shadow: 3);

        Assert.Equal(1, await RunAsync(plan, 1));
        await Eventually.HoldsAsync(() => plan.Read(Guid.Empty).Shadow?.Compared == 1, "the shadow is compared");
        Assert.Equal(3, await RunAsync(plan, 3));

        Assert.Equal([1, 3, 3], _asked.Select(call => call.Version));
        Assert.Equal(1, plan.Read(Guid.Empty).Shadow?.Compared);
    }

    public void Dispose() => _cancellation.Dispose();

    private ValueTask<int> RunAsync(PlannedModel plan, int version)
    {
        var retries = new CallRetries(new ClientRetryOptions(), _time, static _ => 0);
        var calls = new PlannedCalls<int>(plan, retries, AskAsync, static answer => [Tensor.Create("y", [answer])]);
        return calls.RunAsync(version, Deadline, static _ => TimeSpan.Zero, () => AskAsync, _cancellation.Token);
    }

    private ValueTask<int> AskAsync(int version, TimeSpan deadline, long started, CancellationToken cancellationToken)
    {
        _asked.Add((version, deadline));
        return _answer(version);
    }

    private static IEnumerable<(int Version, long Failed)> Failures(PlannedModel plan) =>
        plan.Read(Guid.Empty).Versions.OrderBy(counts => counts.Version).Select(counts => (counts.Version, counts.Failed));

    private static PlannedModel Plan(int? canary, int? shadow = null) => new(
        new ServingSnapshot
        {
            Model = "m",
            Revision = 1,
            Champion = 1,
            Versions = [],
            Plan = new DeploymentPlan
            {
                Weights = canary is { } version ? [new VersionWeight(version, 50), new VersionWeight(1, 50)] : [new VersionWeight(1, 100)],
                Shadow = shadow is { } other ? new ShadowPlan { Version = other } : null,
                Canary = canary is null ? null : new CanaryPlan
                {
                    Version = canary.Value,
                    Steps = [50, 100],
                    Bake = TimeSpan.FromMinutes(1),
                    Limits = new CanaryLimits(),
                    StepStartedAt = default,
                },
            },
        },
        static _ => 0);
}
