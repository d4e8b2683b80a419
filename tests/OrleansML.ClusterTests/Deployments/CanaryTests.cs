using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Registry;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Deployments;

public sealed class CanaryTests(SharedCluster shared) : IClassFixture<SharedCluster>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly CanaryRequest Quick = new()
    {
        Version = 2, Steps = [30, 100], Bake = TimeSpan.FromSeconds(1), Limits = new CanaryLimits { MinimumRequests = 20 },
    };

    // A request that a busy machine answers late is not given up as failed, of whichever version.
    private readonly ModelRouter _patient = new(
        shared.Grains, NullLogger<ModelRouter>.Instance, Options.Create(new ClientRetryOptions { AttemptTimeout = new ClientRetryOptions().Deadline }));

    private OrleansMLClient Patient => new(shared.Grains, _patient);

    public void Dispose() => _patient.Dispose();

    [Fact]
    public async Task StartCanaryAsync_VersionThatFails_RollsBackByItselfAndLosesNoRequest()
    {
        var model = await PushAsync(DeploymentModels.FailingFromTen(2000));
        var traffic = new DeploymentTraffic(Patient, model, x: DeploymentModels.TableSize);

        await shared.Client.Deployments.StartCanaryAsync(model, Quick, Change("nightly"));
        var end = await EndOfAsync(model);
        await traffic.EndAsync();

        Assert.Equal(("rolled-back", 1, "canary"), (end.Action, end.Version, end.Actor));
        Assert.Matches(@"^version 2 failed (\d+) of \1 requests \(100 %\), the champion 0 of \d+ requests \(0 %\); 1 % more are allowed$", end.Reason);
        Assert.Equal(0, traffic.AnsweredBy(2));
        Assert.Equal((1, null), await ServingAsync(model));
    }

    [Fact]
    public async Task StartCanaryAsync_VersionThatIsSlow_RollsBackByItselfAndLosesNoRequest()
    {
        var model = await PushAsync(DeploymentModels.Slow(2000));
        var traffic = new DeploymentTraffic(Patient, model);

        // On a busy machine every version has slow answers: the medians tell them apart.
        await shared.Client.Deployments.StartCanaryAsync(model, Quick with { Limits = Quick.Limits with { LatencyQuantile = 0.5 } }, Change("nightly"));
        var end = await EndOfAsync(model);
        await traffic.EndAsync();

        Assert.Equal("rolled-back", end.Action);
        Assert.Matches(@"^version 2 answered 50 % of \d+ requests within [\d.]+ ms, the champion within [\d.]+ ms; 2 times as long and 10 ms more are allowed$", end.Reason);
        Assert.InRange(traffic.AnsweredBy(2), 20, int.MaxValue);
        Assert.Equal((1, null), await ServingAsync(model));
    }

    [Fact]
    public async Task StartCanaryAsync_GoodVersion_BecomesChampionStepByStepWithItsEvidence()
    {
        var model = await PushAsync(DeploymentModels.Adding(2000));
        var traffic = new DeploymentTraffic(Patient, model);

        // Both versions do the same; a busy machine must not look like a difference between them.
        var request = Quick with { Steps = [20, 60], Limits = Quick.Limits with { LatencyMargin = TimeSpan.FromSeconds(10) } };
        var started = await shared.Client.Deployments.StartCanaryAsync(model, request, Change("nightly") with { Evidence = "sha256:ab" });
        var end = await EndOfAsync(model);
        var before = traffic.AnsweredBy(2);
        await Eventually.HoldsAsync(() => traffic.AnsweredBy(2) >= before + 20, "the new champion answers");
        await traffic.EndAsync();

        var history = await shared.Client.Registry.GetHistoryAsync(model);
        Assert.Equal([20, 60, 100], started.Plan!.Canary!.Steps);
        Assert.Equal(("promoted", 2, "sha256:ab"), (end.Action, end.Version, end.Evidence));
        Assert.Equal(["deployed", "deployed", "deployed", "promoted"], history.Skip(2).Select(move => move.Action));
        Assert.Equal([20, 60, 100], history.Skip(2).Take(3).Select(move => move.Weights![0].Percent));
        Assert.Equal("canary of version 2 begins with 20 %: nightly", history[2].Reason);
        Assert.StartsWith("step 1 of 3 (20 %) is passed: failed 0 of ", history[3].Reason, StringComparison.Ordinal);
        Assert.All(history.Skip(3).Zip(history.Skip(2)), pair => Assert.True(pair.First.At - pair.Second.At >= Quick.Bake));
        Assert.Equal(-1, OrleansML.Grains.Registry.RegistryHistory.FindBreak(history));
        Assert.Equal((2, null), await ServingAsync(model));
        Assert.Equal([2, 1], (await shared.Client.Registry.GetVersionAtAsync(model, "champion", history[3].At)).Weights.Select(weight => weight.Version));
    }

    [Fact]
    public async Task StartCanaryAsync_UnderWay_RefusesOthersAnswersItsOwnRepetitionAndIsAborted()
    {
        var model = await PushAsync(DeploymentModels.Adding(2000));
        var change = Change("nightly");
        var slow = Quick with { Bake = TimeSpan.FromMinutes(10) };
        var started = await shared.Client.Deployments.StartCanaryAsync(model, slow, change);

        var repeated = await shared.Client.Deployments.StartCanaryAsync(model, slow, change);
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => shared.Client.Deployments.StartCanaryAsync(model, slow, Change("another")));
        var aborted = await shared.Client.Deployments.AbortAsync(model, Change("not today"));
        var nothing = await shared.Client.Deployments.AbortAsync(model, Change("again"));

        Assert.Equal(started.Revision, repeated.Revision);
        Assert.StartsWith("step 1 of 2 (30 %) bakes until ", repeated.CanaryState, StringComparison.Ordinal);
        Assert.Equal((ErrorCode.Conflict, $"Version 2 of model '{model}' is a canary at 30 %: wait for its end or abort it."), (error.Code, error.Message));
        Assert.Equal((1, null), (aborted.Champion, aborted.Plan));
        Assert.Equal(aborted.Revision, nothing.Revision);
        Assert.Equal("canary of version 2 is aborted: not today", (await shared.Client.Registry.GetHistoryAsync(model))[^1].Reason);
    }

    [Fact]
    public async Task RollbackAsync_DuringACanary_EndsItAndKeepsTheChampion()
    {
        var model = await PushAsync(DeploymentModels.Adding(2000));
        await shared.Client.Deployments.StartCanaryAsync(model, Quick with { Bake = TimeSpan.FromMinutes(10) }, Change("nightly"));

        var status = await shared.Client.Deployments.RollbackAsync(model, null, Change("doubts"));

        Assert.Equal((1, null), (status.Champion, status.Plan));
    }

    [Fact]
    public async Task PromoteAsync_DuringACanary_EndsIt()
    {
        var model = await PushAsync(DeploymentModels.Adding(2000));
        await shared.Client.Deployments.StartCanaryAsync(model, Quick with { Bake = TimeSpan.FromMinutes(10) }, Change("nightly"));

        var snapshot = await shared.Client.Registry.PromoteAsync(model, 1, "the canary is over");

        Assert.Equal((1, null), (snapshot.Champion, snapshot.Plan));
    }

    [Fact]
    public async Task SetShadowAsync_OtherAnswers_AreComparedAndNeverSeen()
    {
        var model = await PushAsync(DeploymentModels.Adding(2000), DeploymentModels.FailingFromTen(3000));
        await shared.Client.Deployments.SetShadowAsync(model, new ShadowPlan { Version = 2 }, Change());
        await UntilFollowedAsync(model);

        for (var request = 0; request < 30; request++)
            Assert.Equal(1, await DeploymentModels.PredictAsync(Patient, model));
        await Eventually.HoldsAsync(async () => (await shared.Client.Deployments.GetAsync(model)).Shadow?.Compared >= 30, "all are compared", Patience);
        var other = (await shared.Client.Deployments.GetAsync(model)).Shadow!;
        await shared.Client.Deployments.SetShadowAsync(model, new ShadowPlan { Version = 3 }, Change());
        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.Equal(1, await DeploymentModels.PredictAsync(Patient, model, DeploymentModels.TableSize));
                return (await shared.Client.Deployments.GetAsync(model)).Shadow is { Failed: > 10 };
            },
            "failures are counted", Patience);
        var stopped = await shared.Client.Deployments.SetShadowAsync(model, null, Change("seen enough"));

        Assert.Equal((other.Compared, 0L, 0L, 1000.0), (other.Differing, other.Failed, other.Dropped, other.LargestDifference));
        Assert.Null(stopped.Plan);
        Assert.Matches(
            @"^no shadow any more; 0 answers were compared, 0 differed, \d+ failed, 0 were dropped: seen enough$",
            (await shared.Client.Registry.GetHistoryAsync(model))[^1].Reason);
    }

    private static DeploymentChange Change(string reason = "") => new() { Operation = Guid.NewGuid(), Reason = reason };

    // A change reaches the router within moments; requests before that go to no shadow.
    private Task UntilFollowedAsync(string model) => Eventually.HoldsAsync(
        async () =>
        {
            await DeploymentModels.PredictAsync(Patient, model);
            return (await shared.Client.Deployments.GetAsync(model)).Shadow?.Compared > 0;
        },
        "the router follows");

    private async Task<(int Champion, DeploymentPlan? Plan)> ServingAsync(string model)
    {
        var status = await shared.Client.Deployments.GetAsync(model);
        return (status.Champion, status.Plan);
    }

    private async Task<RegistryEvent> EndOfAsync(string model)
    {
        await Eventually.HoldsAsync(async () => (await shared.Client.Deployments.GetAsync(model)).Plan is null, "the canary has ended", Patience);
        return (await shared.Client.Registry.GetHistoryAsync(model))[^1];
    }

    private async Task<string> PushAsync(params byte[][] candidates)
    {
        var model = shared.NewModelName();
        foreach (var version in candidates.Prepend(DeploymentModels.Adding(1000)))
            await DeploymentModels.PushAsync(shared.Client, model, version);
        return model;
    }
}
