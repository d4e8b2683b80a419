using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
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
    public async Task PredictAsync_ManyWereGivenUpAtOnce_TheNextIsGivenUpAsSoon()
    {
        _options.MaximumAttempts = 1;
        var time = new FakeTimeProvider();
        using var router = Router(time, FakeReplica.Hanging());
        await GivenUpAsync(time, Enumerable.Range(0, 50).Select(_ => PredictAsync(router)), TimeSpan.FromMilliseconds(150));

        await GivenUpAsync(time, [PredictAsync(router)], TimeSpan.FromMilliseconds(150));
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
    public async Task NotifyGatewayCountChanged_GatewayIsLost_SubscribesWithoutWaitingForThePeriod()
    {
        var time = new FakeTimeProvider();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(FakeGrains.Create(_registry, FakeReplica.Answering()))
            .AddOrleansMLClient()
            .BuildServiceProvider();
        await PredictAsync(services.GetRequiredService<ModelRouter>());
        await Eventually.HoldsAsync(() => _registry.Subscriptions == 1, "subscribed");

        foreach (var observer in services.GetServices<IClusterConnectionStatusObserver>())
            observer.NotifyGatewayCountChanged(currentNumberOfGateways: 1, previousNumberOfGateways: 2, connectionRecovered: false);

        await SubscribesAgainAsync(time, services.GetRequiredService<ModelRouter>());
    }

    [Fact]
    public async Task PredictAsync_ReplicaFailed_SubscribesWithoutWaitingForThePeriod()
    {
        var time = new FakeTimeProvider();
        using var router = Router(time, new FakeReplica(call => call == 2 ? FailAsync() : Task.FromResult(FakeReplica.Reply)));
        await PredictAsync(router);
        await Eventually.HoldsAsync(() => _registry.Subscriptions == 1, "subscribed");

        var prediction = PredictAsync(router);

        await SubscribesAgainAsync(time, router);
        await prediction;
    }

    [Fact]
    public async Task FollowAnew_RegistryLivesOnWhereItIsOutOfDate_KeepsTheNewerRevision()
    {
        _registry.Revision = 5;
        var time = new FakeTimeProvider();
        using var router = Router(time, FakeReplica.Answering());
        await PredictAsync(router);
        await Eventually.HoldsAsync(() => _registry.Subscriptions == 1, "subscribed");

        _registry.Revision = 4;
        router.FollowAnew();
        await SubscribesAgainAsync(time, router);
        await _registry.Observer!.OnChanged(await _registry.GetSnapshot());

        Assert.Equal(5, (await router.RouteAsync("m", null, default)).Snapshot.Revision);
    }

    [Fact]
    public async Task OnChanged_NewerRevision_IsInUseAtOnce()
    {
        using var router = Router(new FakeTimeProvider(), FakeReplica.Answering());
        await PredictAsync(router);
        await Eventually.HoldsAsync(() => _registry.Observer is not null, "subscribed");

        _registry.Revision = 2;
        await _registry.Observer!.OnChanged(await _registry.GetSnapshot());

        Assert.Equal(2, (await router.RouteAsync("m", null, default)).Snapshot.Revision);
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

    private static async Task GivenUpAsync(FakeTimeProvider time, IEnumerable<Task<Prediction>> predictions, TimeSpan longest)
    {
        var all = Task.WhenAll(predictions);
        var until = time.GetUtcNow() + longest;
        await Eventually.HoldsAsync(
            () =>
            {
                if (time.GetUtcNow() < until)
                    time.Advance(TimeSpan.FromMilliseconds(10));
                return all.IsCompleted;
            },
            $"all are given up after {longest}");
        Assert.Equal(ErrorCode.DeadlineExceeded, (await Assert.ThrowsAsync<OrleansMLException>(() => all)).Code);
    }

    // Less time passes than the period, so only a reason of its own can be why.
    private async Task SubscribesAgainAsync(FakeTimeProvider time, ModelRouter router)
    {
        var left = 400;
        await Eventually.HoldsAsync(
            () =>
            {
                if (left-- > 0)
                    time.Advance(TimeSpan.FromMilliseconds(10));
                return _registry.Subscriptions >= 2;
            },
            "subscribed again");
        GC.KeepAlive(router);
    }

    private ModelRouter Router(params FakeReplica[] replicas) => Router(TimeProvider.System, replicas);

    private ModelRouter Router(TimeProvider time, params FakeReplica[] replicas)
    {
        var random = new Random(1);
        return new ModelRouter(
            FakeGrains.Create(_registry, replicas), NullLogger<ModelRouter>.Instance, Options.Create(_options), time, limit =>
            {
                lock (random)
                    return random.Next(limit);
            });
    }
}
