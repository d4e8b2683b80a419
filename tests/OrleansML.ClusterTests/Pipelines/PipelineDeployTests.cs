using OrleansML.ClusterTests.Deployments;
using OrleansML.Deployments;
using OrleansML.Pipelines;
using OrleansML.Registry;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Steps that deploy by a canary: what becomes of the canary becomes of the step, and the other way round.</summary>
public sealed class PipelineDeployTests : IAsyncLifetime
{
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu"], PipelineCalls.FastSettings());

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    [Fact]
    public async Task Start_CanaryOfAVersionThatFails_FailsWithItsReason()
    {
        await DeploymentModels.PushAsync(Platform.Client, "sum", DeploymentModels.Adding(1000));
        await DeploymentModels.PushAsync(Platform.Client, "sum", DeploymentModels.FailingFromTen(2000));
        var traffic = new DeploymentTraffic(Platform.Client, "sum", x: DeploymentModels.TableSize);

        var run = await PipelineCalls.RunAsync(await ApplyAsync(), "one");
        await traffic.EndAsync();

        Assert.Equal(PipelineRunState.Failed, run.State);
        Assert.Matches(
            @"^attempt 1 failed \(user\): Version 2 of model 'sum' did not become champion: version 2 failed (\d+) of \1 requests \(100 %\), the champion 0 of \d+ requests \(0 %\); 1 % more are allowed; a user's error is never tried again$",
            run.Step("deploy").Reason);
        Assert.Equal(1, (await Platform.Grains.GetGrain<IModelRegistryGrain>("sum").GetSnapshot()).Champion);
    }

    [Fact]
    public async Task Cancel_WhileACanaryIsUnderWay_AbortsIt()
    {
        await DeploymentModels.PushAsync(Platform.Client, "sum", DeploymentModels.Adding(1000));
        await DeploymentModels.PushAsync(Platform.Client, "sum", DeploymentModels.Adding(2000));
        var deployment = Platform.Grains.GetGrain<IDeploymentGrain>("sum");
        var pipeline = await ApplyAsync();
        var run = await PipelineCalls.StartAsync(pipeline, "one");
        await Eventually.HoldsAsync(async () => (await deployment.GetStatus()).Plan?.Canary?.Version == 2, "the canary is under way");
        Assert.Equal(TimeSpan.FromSeconds(3), (await deployment.GetStatus()).Plan?.Canary?.Limits.LatencyMargin);

        // Nobody asks the model anything, so that the canary cannot end by itself.
        await pipeline.Cancel(run.Run, "enough");

        await Eventually.HoldsAsync(async () => (await deployment.GetStatus()).Plan is null, "the canary has ended");
        Assert.Equal(1, (await deployment.GetStatus()).Champion);
        var history = await Platform.Grains.GetGrain<IModelRegistryGrain>("sum").GetHistory();
        Assert.Equal($"canary of version 2 is aborted: pipeline 'deploys', run {run.Run}, step 'deploy'", history[^1].Reason);
        Assert.Equal(PipelineStepState.Cancelled, (await pipeline.GetRun(run.Run)).Step("deploy").State);
    }

    private Task<IPipelineGrain> ApplyAsync() => PipelineCalls.ApplyAsync(Platform.Grains, "deploys", """
        name: deploys
        steps:
          deploy: { kind: deploy, model: sum, version: 2, canary: { steps: [30, 100], bake: 1s, latency_margin: 3s } }
        """);
}
