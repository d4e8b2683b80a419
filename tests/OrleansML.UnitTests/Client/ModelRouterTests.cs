using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Models;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Client;

public sealed class ModelRouterTests
{
    private static readonly PredictRequest Request = new() { Inputs = [] };

    private readonly FakeRegistry _registry = new();

    private readonly ClientRetryOptions _options = new()
    {
        Deadline = TimeSpan.FromSeconds(20),
        AttemptTimeout = TimeSpan.FromMilliseconds(100),
        BaseDelay = TimeSpan.FromMilliseconds(1),
        BreakDuration = TimeSpan.FromSeconds(30),
        MaximumBreakDuration = TimeSpan.FromSeconds(30),
    };

    [Fact]
    public async Task PredictAsync_ReplicaIsLost_AnotherAnswersAndTheLostOneIsLeftOut()
    {
        var lost = FakeReplica.Lost();
        var alive = FakeReplica.Answering();
        using var router = Router(lost, alive);

        for (var call = 0; call < 100; call++)
            await PredictAsync(router);

        Assert.Equal(1, lost.Calls);
        Assert.Equal(100, alive.Calls);
    }

    [Fact]
    public async Task PredictAsync_ReplicaHangs_AnotherAnswersAfterTheAttemptTimeout()
    {
        var hanging = FakeReplica.Hanging();
        var alive = FakeReplica.Answering();
        using var router = Router(hanging, alive);

        for (var call = 0; call < 20; call++)
            await PredictAsync(router);

        Assert.Equal(1, hanging.Calls);
        Assert.Equal(20, alive.Calls);
    }

    [Fact]
    public async Task PredictAsync_AllReplicasFailOnce_NoneIsLeftOut()
    {
        var first = new FakeReplica(call => call == 1 ? FailAsync() : Task.FromResult(FakeReplica.Reply));
        var second = new FakeReplica(call => call == 1 ? FailAsync() : Task.FromResult(FakeReplica.Reply));
        using var router = Router(first, second);

        var prediction = await PredictAsync(router);

        Assert.Equal(1, prediction.Version);
        Assert.Equal(3, first.Calls + second.Calls);
    }

    [Fact]
    public async Task PredictAsync_EverythingIsLost_SaysWhatWasTried()
    {
        _options.MaximumAttempts = 4;
        using var router = Router(FakeReplica.Lost(), FakeReplica.Lost());

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => PredictAsync(router));

        Assert.Equal(ErrorCode.Unavailable, error.Code);
        Assert.StartsWith(
            "The cluster gave no answer to the request to model 'm', and whether it took effect is unknown (4 attempts on replicas 0, 1 in ",
            error.Message, StringComparison.Ordinal);
        Assert.EndsWith(": The silo is gone.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PredictAsync_NobodyAnswersInTime_IsDeadlineExceededAtTheRequestsOwnLimit()
    {
        using var router = Router(FakeReplica.Hanging(), FakeReplica.Hanging());
        var started = TimeProvider.System.GetTimestamp();

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => router.PredictAsync("m", Request with { Timeout = TimeSpan.FromMilliseconds(300) }, null, default).AsTask());

        Assert.Equal(ErrorCode.DeadlineExceeded, error.Code);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.25, 10);
    }

    [Theory]
    [InlineData(ErrorCode.InvalidRequest)]
    [InlineData(ErrorCode.DeadlineExceeded)]
    [InlineData(ErrorCode.Internal)]
    public async Task PredictAsync_RepeatingCannotHelp_AsksOneReplicaOnce(ErrorCode code)
    {
        var replicas = new[] { Failing(code), Failing(code) };
        using var router = Router(replicas);

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => PredictAsync(router));

        Assert.Equal("as it is", error.Message);
        Assert.Equal(1, replicas.Sum(replica => replica.Calls));
    }

    [Fact]
    public async Task PredictAsync_ReplicaIsFull_AsksAnotherAndLeavesNoneOut()
    {
        var full = Failing(ErrorCode.QueueFull);
        var alive = FakeReplica.Answering();
        using var router = Router(full, alive);

        for (var call = 0; call < 100; call++)
            await PredictAsync(router);

        Assert.InRange(full.Calls, 10, 90);
        Assert.Equal(100, alive.Calls);
    }

    [Fact]
    public async Task PredictAsync_EveryReplicaIsFull_IsTheCallersTurnToWait()
    {
        var replicas = new[] { Failing(ErrorCode.QueueFull), Failing(ErrorCode.QueueFull) };
        using var router = Router(replicas);

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => PredictAsync(router));

        Assert.Equal(ErrorCode.QueueFull, error.Code);
        Assert.Equal([1, 1], replicas.Select(replica => replica.Calls));
    }

    [Fact]
    public async Task PredictAsync_FirstLookUpFails_IsRepeated()
    {
        _registry.Failure = call => call <= 3 ? new SiloUnavailableException("gone") : null;
        using var router = Router(FakeReplica.Answering());

        await PredictAsync(router);

        Assert.True(_registry.Calls >= 4);
    }

    [Fact]
    public async Task PredictAsync_RegistryIsDown_KnownRoutesStayInUse()
    {
        using var router = Router(FakeReplica.Answering());
        await PredictAsync(router);
        _registry.Failure = _ => new SiloUnavailableException("gone");

        for (var call = 0; call < 50; call++)
            await PredictAsync(router);
    }

    [Fact]
    public async Task FollowAnew_WayToTheClusterChanged_SubscribesWithoutWaitingForThePeriod()
    {
        using var router = Router(FakeReplica.Answering());
        await PredictAsync(router);
        await Eventually.HoldsAsync(() => _registry.Subscriptions == 1, "subscribed");

        router.FollowAnew();

        await Eventually.HoldsAsync(() => _registry.Subscriptions >= 2, "subscribed again", TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task PredictAsync_Cancelled_IsNotRepeated()
    {
        using var cancellation = new CancellationTokenSource();
        var replica = new FakeReplica(async _ =>
        {
            await cancellation.CancelAsync();
            throw new SiloUnavailableException("gone");
        });
        using var router = Router(replica);

        await Assert.ThrowsAnyAsync<Exception>(() => router.PredictAsync("m", Request, null, cancellation.Token).AsTask());

        Assert.Equal(1, replica.Calls);
    }

    private static FakeReplica Failing(ErrorCode code) =>
        new(_ => Task.FromException<PredictReply>(new OrleansMLException(code, "as it is")));

    private static Task<PredictReply> FailAsync() => Task.FromException<PredictReply>(new SiloUnavailableException("gone"));

    private static Task<Prediction> PredictAsync(ModelRouter router) => router.PredictAsync("m", Request, null, default).AsTask();

    private ModelRouter Router(params FakeReplica[] replicas)
    {
        var random = new Random(1);
        return new ModelRouter(
            FakeGrains.Create(_registry, replicas), NullLogger<ModelRouter>.Instance, Options.Create(_options), random: limit =>
            {
                lock (random)
                    return random.Next(limit);
            });
    }
}
