using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Registry;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Deployments;

public sealed class DeploymentTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private DeploymentClient Deployments => shared.Client.Deployments;

    [Fact]
    public async Task GetAsync_FreshModel_IsTheChampionAlone()
    {
        var model = await PushAsync(versions: 1);

        var status = await Deployments.GetAsync(model);

        Assert.Equal((1, null), (status.Champion, status.Plan));
    }

    [Fact]
    public async Task SetWeightsAsync_WithoutKey_SharesRequestsOutByChance()
    {
        var model = await PushAsync(versions: 2);
        await Deployments.SetWeightsAsync(model, [new(1, 70), new(2, 30)], Change());
        await UntilServedAsync(model, version: 2);

        var second = 0;
        for (var request = 0; request < 2000; request++)
            second += await DeploymentModels.PredictAsync(shared.Client, model) == 2 ? 1 : 0;

        // Five standard deviations of a binomial distribution with n = 2000 and p = 0.3: sqrt(2000 * 0.3 * 0.7) = 20.5.
        Assert.InRange(second, 600 - 102, 600 + 102);
    }

    [Fact]
    public async Task SetWeightsAsync_WithKey_IsStickyOnEveryClientAndKeepsWhatItHasWhenItGrows()
    {
        var model = await PushAsync(versions: 2);
        var other = NewClient();
        string[] keys = [.. Enumerable.Range(0, 400).Select(number => $"user-{number}")];
        await Deployments.SetWeightsAsync(model, [new(1, 90), new(2, 10)], Change());
        await UntilServedAsync(model, version: 2);

        var small = await VersionsOfAsync(shared.Client, model, keys);
        Assert.Equal(small, await VersionsOfAsync(shared.Client, model, keys));
        // The first request of a client, which does not know the model yet, is decided in the same way.
        Assert.Equal(small, await VersionsOfAsync(other, model, keys));
        await Deployments.SetWeightsAsync(model, [new(1, 60), new(2, 40)], Change());
        await Eventually.HoldsAsync(
            async () => (await VersionsOfAsync(shared.Client, model, keys)).Count(version => version == 2) > 80, "the larger share is in use");
        var large = await VersionsOfAsync(shared.Client, model, keys);

        // Five standard deviations: sqrt(400 * 0.1 * 0.9) = 6.0 and sqrt(400 * 0.4 * 0.6) = 9.8.
        Assert.InRange(small.Count(version => version == 2), 40 - 30, 40 + 30);
        Assert.InRange(large.Count(version => version == 2), 160 - 49, 160 + 49);
        Assert.All(keys.Index().Where(key => small[key.Index] == 2), key => Assert.Equal(2, large[key.Index]));
    }

    [Fact]
    public async Task PredictAsync_VersionOrAlias_GoesThereWhateverTheWeightsAre()
    {
        var model = await PushAsync(versions: 3);
        await Deployments.SetWeightsAsync(model, [new(2, 100)], Change());
        await shared.Client.Registry.SetAliasAsync(model, new SetAliasRequest { Name = "challenger", Version = 3, Operation = Guid.NewGuid() });
        await UntilServedAsync(model, version: 2);

        Assert.Equal(1, await DeploymentModels.PredictAsync(shared.Client, model, target: VersionTarget.OfAlias("champion")));
        Assert.Equal(3, await DeploymentModels.PredictAsync(shared.Client, model, target: VersionTarget.OfAlias("challenger")));
        Assert.Equal(1, await DeploymentModels.PredictAsync(shared.Client, model, target: 1));
        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => DeploymentModels.PredictAsync(shared.Client, model, target: VersionTarget.OfAlias("shop")));
        Assert.Equal((ErrorCode.VersionNotFound, $"Model '{model}' has no alias 'shop'; it has champion, challenger."), (error.Code, error.Message));
    }

    [Fact]
    public async Task SetWeightsAsync_SentAgain_HappensOnceHoweverLate()
    {
        var model = await PushAsync(versions: 2);
        var first = Change("first");

        var status = await Deployments.SetWeightsAsync(model, [new(1, 50), new(2, 50)], first);
        await Deployments.AbortAsync(model, Change("over"));
        var repeated = await Deployments.SetWeightsAsync(model, [new(1, 50), new(2, 50)], first);

        Assert.Equal([new VersionWeight(2, 50), new VersionWeight(1, 50)], status.Plan!.Weights);
        Assert.Null(repeated.Plan);
        Assert.Equal(
            [("deployed", "weights 2=50, 1=50: first"), ("deployed", "weights end: over")],
            (await shared.Client.Registry.GetHistoryAsync(model)).Skip(2).Select(move => (move.Action, move.Reason)));
    }

    [Fact]
    public async Task SetWeightsAsync_OtherRevisionThanExpected_IsAConflict()
    {
        var model = await PushAsync(versions: 2);
        var revision = (await Deployments.SetWeightsAsync(model, [new(1, 50), new(2, 50)], Change())).Revision;
        await shared.Client.Registry.PromoteAsync(model, 2, "better");

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => Deployments.SetWeightsAsync(model, [new(1, 60), new(2, 40)], Change() with { ExpectedRevision = revision }));

        Assert.Equal(ErrorCode.Conflict, error.Code);
        Assert.Equal(
            $"The deployment of model '{model}' has revision {revision + 1}, not {revision}: somebody changed it. Look at it again.", error.Message);
        Assert.Null((await Deployments.GetAsync(model)).Plan);
    }

    [Fact]
    public async Task Changes_Wrong_SayEverythingThatIs()
    {
        var model = await PushAsync(versions: 2);

        await AssertRefusedAsync(
            ErrorCode.InvalidRequest,
            "The weights cannot be used: version 1 has 2 weights; one is allowed; the weight of version 2 is -5; whole percents from 0 to 100 are allowed; the weights are 135 together; they must be 100.",
            Deployments.SetWeightsAsync(model, [new(1, 70), new(1, 70), new(2, -5)], Change()));
        await AssertRefusedAsync(
            ErrorCode.VersionNotFound, $"Model '{model}' has no version 9; it has 1, 2.", Deployments.SetWeightsAsync(model, [new(9, 100)], Change()));
        await AssertRefusedAsync(
            ErrorCode.InvalidRequest,
            "The canary cannot be used: its steps are 50, 25; whole percents from 1 to 100 are allowed, each larger than the one before; its bake time is 00:00:00.5000000; 00:00:01 to 7.00:00:00 are allowed; its error margin is 2; 0 to 1 is allowed.",
            Deployments.StartCanaryAsync(
                model,
                new CanaryRequest { Version = 2, Steps = [50, 25], Bake = TimeSpan.FromMilliseconds(500), Limits = new CanaryLimits { ErrorMargin = 2 } },
                Change()));
        await AssertRefusedAsync(
            ErrorCode.InvalidRequest,
            $"Version 1 of model '{model}' is the champion already.",
            Deployments.StartCanaryAsync(model, new CanaryRequest { Version = 1 }, Change()));
        await AssertRefusedAsync(
            ErrorCode.InvalidRequest,
            $"Version 1 of model '{model}' answers requests already; a shadow is compared with those that do.",
            Deployments.SetShadowAsync(model, new ShadowPlan { Version = 1 }, Change()));
        await AssertRefusedAsync(
            ErrorCode.InvalidRequest,
            "The shadow cannot be used: its share is 0; numbers above 0 up to 1 are allowed; its tolerance is NaN; numbers from 0 are allowed.",
            Deployments.SetShadowAsync(model, new ShadowPlan { Version = 2, Share = 0, Tolerance = double.NaN }, Change()));
        await AssertRefusedAsync(
            ErrorCode.Conflict,
            $"Version 1 is the first champion of model '{model}': there is none to go back to. Name a version.",
            Deployments.RollbackAsync(model, null, Change()));
        await AssertRefusedAsync(ErrorCode.ModelNotFound, "Request for unknown model: 'nobody' is not found", Deployments.GetAsync("nobody"));
        await AssertRefusedAsync(
            ErrorCode.InvalidRequest,
            "The change cannot be used: its reason has 1001 characters; 1000 are allowed.",
            Deployments.AbortAsync(model, Change(new string('r', 1001))));
        Assert.Equal(2, (await shared.Client.Registry.GetHistoryAsync(model)).Length);
    }

    [Fact]
    public async Task PromoteAndRollback_UnderLoad_LoseNoRequest()
    {
        var model = await PushAsync(versions: 3);
        var traffic = new DeploymentTraffic(shared.Client, model);

        await shared.Client.Registry.PromoteAsync(model, 2, "better");
        await AnswersAsync(traffic, 2);
        await shared.Client.Registry.PromoteAsync(model, 3, "better still");
        await AnswersAsync(traffic, 3);
        var back = await Deployments.RollbackAsync(model, null, Change("worse"));
        await AnswersAsync(traffic, 2);
        var first = await Deployments.RollbackAsync(model, null, Change("worse too"));
        await AnswersAsync(traffic, 1);
        var named = await Deployments.RollbackAsync(model, 3, Change("it was not the model"));
        await AnswersAsync(traffic, 3);
        await traffic.EndAsync();

        Assert.Equal((2, 1, 3), (back.Champion, first.Champion, named.Champion));
        Assert.Equal(
            [("promoted", 2), ("promoted", 3), ("rolled-back", 2), ("rolled-back", 1), ("rolled-back", 3)],
            (await shared.Client.Registry.GetHistoryAsync(model)).Skip(3).Select(move => (move.Action, move.Version)));
    }

    [Fact]
    public async Task SetAliasAsync_Moved_IsComparedAndInTheHistoryOfItsTimes()
    {
        var model = await PushAsync(versions: 2);
        var registry = shared.Client.Registry;
        var operation = Guid.NewGuid();
        var move = new SetAliasRequest
        {
            Name = "challenger", Version = 1, ExpectedVersion = 0, Reason = "to compare", Evidence = "sha256:ab", Actor = "ann", Operation = operation,
        };

        await registry.SetAliasAsync(model, move);
        await registry.SetAliasAsync(model, move);
        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => registry.SetAliasAsync(model, move with { Version = 2, Operation = Guid.NewGuid() }));
        var moved = await registry.SetAliasAsync(model, move with { Version = 2, ExpectedVersion = 1, Operation = Guid.NewGuid() });
        var removed = await registry.SetAliasAsync(model, move with { Version = null, ExpectedVersion = 2, Operation = Guid.NewGuid() });
        var history = await registry.GetHistoryAsync(model);

        Assert.Equal(ErrorCode.Conflict, error.Code);
        Assert.Equal($"Alias 'challenger' of model '{model}' stands for version 1, not for none: somebody moved it. Look at it again.", error.Message);
        Assert.Equal([new ModelAlias("challenger", 2)], moved.Aliases);
        Assert.Empty(removed.Aliases);
        Assert.Equal(
            [("aliased", 1, "challenger", "sha256:ab", "ann"), ("aliased", 2, "challenger", "sha256:ab", "ann"), ("alias-removed", 2, "challenger", "sha256:ab", "ann")],
            history.Skip(2).Select(entry => (entry.Action, entry.Version, entry.Alias, entry.Evidence, entry.Actor)));
        Assert.Equal(-1, OrleansML.Grains.Registry.RegistryHistory.FindBreak(history));
        Assert.Equal(1, (await registry.GetVersionAtAsync(model, "challenger", history[2].At)).Version);
        Assert.Equal(2, (await registry.GetVersionAtAsync(model, "challenger", history[3].At)).Version);
        Assert.Null((await registry.GetVersionAtAsync(model, "challenger", history[4].At)).Version);
        Assert.Null((await registry.GetVersionAtAsync(model, "champion", history[0].At - TimeSpan.FromTicks(1))).Version);
    }

    [Fact]
    public async Task SetAliasAsync_Champion_IsAPromotionThatEndsWeights()
    {
        var model = await PushAsync(versions: 2);
        await Deployments.SetWeightsAsync(model, [new(1, 50), new(2, 50)], Change());
        var request = new SetAliasRequest { Name = "champion", Version = 2, ExpectedVersion = 1, Evidence = "sha256:ab", Operation = Guid.NewGuid() };

        var snapshot = await shared.Client.Registry.SetAliasAsync(model, request);
        var none = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Client.Registry.SetAliasAsync(model, request with { Version = null, Operation = Guid.NewGuid() }));

        Assert.Equal((2, null), (snapshot.Champion, snapshot.Plan));
        Assert.Equal(("promoted", "sha256:ab"), ((await shared.Client.Registry.GetHistoryAsync(model))[^1].Action, (await shared.Client.Registry.GetHistoryAsync(model))[^1].Evidence));
        Assert.Equal("The champion cannot be removed: name the version that is to be it.", none.Message);
    }

    private static async Task AssertRefusedAsync(ErrorCode code, string message, Task<DeploymentStatus> change)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => change);
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    private static Task AnswersAsync(DeploymentTraffic traffic, int version)
    {
        var before = traffic.AnsweredBy(version);
        return Eventually.HoldsAsync(() => traffic.AnsweredBy(version) >= before + 20, $"version {version} answers");
    }

    private static DeploymentChange Change(string reason = "") => new() { Operation = Guid.NewGuid(), Reason = reason };

    private static async Task<int[]> VersionsOfAsync(OrleansMLClient client, string model, string[] keys)
    {
        var versions = new List<int>();
        foreach (var key in keys)
            versions.Add(await DeploymentModels.PredictAsync(client, model, target: VersionTarget.OfKey(key)));
        return [.. versions];
    }

    private Task UntilServedAsync(string model, int version) => Eventually.HoldsAsync(
        async () => await DeploymentModels.PredictAsync(shared.Client, model) == version, $"version {version} answers");

    private OrleansMLClient NewClient() => new(shared.Grains, new ModelRouter(shared.Grains, Microsoft.Extensions.Logging.Abstractions.NullLogger<ModelRouter>.Instance));

    private async Task<string> PushAsync(int versions)
    {
        var model = shared.NewModelName();
        for (var version = 1; version <= versions; version++)
            await DeploymentModels.PushAsync(shared.Client, model, DeploymentModels.Adding(1000f * version));
        return model;
    }
}
