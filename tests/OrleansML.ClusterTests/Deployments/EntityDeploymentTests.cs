using OrleansML.Client;
using OrleansML.ClusterTests.Features;
using OrleansML.Deployments;
using OrleansML.Features;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Deployments;

public sealed class EntityDeploymentTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static readonly CanaryLimits Patient = new() { MinimumRequests = 20, LatencyMargin = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task PredictEntitiesAsync_Weights_KeepAnEntityAtItsVersion()
    {
        var model = await PushAsync(DeploymentModels.Adding(1000), DeploymentModels.Adding(2000));
        await shared.Client.Deployments.SetWeightsAsync(model, [new(1, 50), new(2, 50)], Change());
        await UntilServedAsync(model);

        var versions = new Dictionary<int, int> { [1] = 0, [2] = 0 };
        for (var card = 0; card < 100; card++)
        {
            var version = await PredictAsync(model, $"c{card}");
            versions[version]++;
            Assert.Equal(version, await PredictAsync(model, $"c{card}"));
            Assert.Equal(version, await DeploymentModels.PredictAsync(shared.Client, model, target: VersionTarget.OfKey($"c{card}")));
        }

        // Five standard deviations of a binomial distribution with n = 100 and p = 0.5: sqrt(25) = 5.
        Assert.InRange(versions[2], 25, 75);
    }

    [Fact]
    public async Task PredictEntitiesAsync_CanaryThatFails_IsAnsweredByTheChampionAndRollsBack()
    {
        var model = await PushAsync(DeploymentModels.Adding(1000), DeploymentModels.FailingFromTen(2000));
        var request = new CanaryRequest { Version = 2, Steps = [50, 100], Bake = TimeSpan.FromMinutes(10), Limits = Patient };
        await shared.Client.Deployments.StartCanaryAsync(model, request, Change());

        var card = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.Equal(1, await PredictAsync(model, $"c{card++}", DeploymentModels.TableSize));
                return (await shared.Client.Deployments.GetAsync(model)).Plan is null;
            },
            "the canary has rolled back");

        Assert.StartsWith("version 2 failed ", (await shared.Client.Registry.GetHistoryAsync(model))[^1].Reason, StringComparison.Ordinal);
    }

    private static DeploymentChange Change() => new() { Operation = Guid.NewGuid() };

    private Task UntilServedAsync(string model)
    {
        var card = 0;
        return Eventually.HoldsAsync(async () => await PredictAsync(model, $"probe-{card++}") == 2, "version 2 answers");
    }

    private async Task<int> PredictAsync(string model, string card, double x = 1)
    {
        var prediction = await shared.Client.PredictEntityAsync(model, card, new NamedDatum("amount", x));
        Assert.Equal((float)x + (1000f * prediction.Prediction.Version), prediction.Prediction["y"].AsSpan<float>()[0]);
        return prediction.Prediction.Version;
    }

    private async Task<string> PushAsync(params byte[][] versions)
    {
        var model = shared.NewModelName();
        var view = await new FeatureCalls(shared).ApplyAsync("""
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, default: 0 }
            """);
        var manifest = $$"""
            features: { views: [{{view}}] }
            preprocessing:
              x: { type: float, columns: [{ column: amount, steps: [{ cast: { to: double } }] }] }
            """;
        foreach (var version in versions)
            await shared.Client.Registry.PushAsync(model, new MemoryStream(version), new PushOptions { Manifest = manifest });
        return model;
    }
}
