using System.Globalization;
using OrleansML.Data.Pipelines;
using OrleansML.Deployments;
using OrleansML.Learning.Pipelines;
using OrleansML.Registry;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Lets versions serve. A canary that is under way for the version is joined; one for another version is waited for by trying again.</summary>
internal sealed class DeployStepRunner(IGrainFactory grains, StepPolls polls) : IStepRunner
{
    public StepKind Kind => StepKind.Deploy;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = context.Work<DeployStep>();
        var text = context.Expand(step.Version);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1)
            throw new StepFailedException(StepFailureKind.User, $"'{text}' is not a version; a whole number from 1 on is.");

        if (step.Canary is null)
        {
            await grains.GetGrain<IModelRegistryGrain>(step.Model).Promote(version, context.Because, context.Operation("promote"), cancellationToken);
            return text;
        }

        return await CanaryAsync(context, step.Model, version, step.Canary, cancellationToken);
    }

    private async Task<string> CanaryAsync(StepContext context, string model, int version, DeployCanary canary, CancellationToken cancellationToken)
    {
        var deployment = grains.GetGrain<IDeploymentGrain>(model);
        var text = version.ToString(CultureInfo.InvariantCulture);
        var status = await deployment.GetStatus();
        if (status.Champion == version && status.Plan is null)
            return text;
        if (status.Plan?.Canary is { } other && other.Version != version)
            throw new StepFailedException(StepFailureKind.Unavailable, $"A canary of version {other.Version} of model '{model}' is under way.");
        try
        {
            if (status.Plan?.Canary is null)
            {
                var request = new CanaryRequest
                {
                    Version = version, Steps = [.. canary.Steps], Bake = canary.Bake, Limits = new CanaryLimits { LatencyMargin = canary.LatencyMargin },
                };
                await deployment.StartCanary(request, Change(context, "canary"), cancellationToken);
            }

            return await polls.UntilAsync(async () => await ResultOf(model, version, await deployment.GetStatus()), cancellationToken);
        }
        catch (OperationCanceledException) when (context.IsStopped)
        {
            if ((await deployment.GetStatus()).Plan?.Canary?.Version == version)
                await deployment.Abort(Change(context, "abort"));
            throw;
        }
    }

    private async Task<string?> ResultOf(string model, int version, DeploymentStatus status)
    {
        if (status.Plan?.Canary?.Version == version)
            return null;
        if (status.Champion == version)
            return version.ToString(CultureInfo.InvariantCulture);

        var history = await grains.GetGrain<IModelRegistryGrain>(model).GetHistory();
        throw new StepFailedException(StepFailureKind.User, $"Version {version} of model '{model}' did not become champion: {history[^1].Reason}");
    }

    private static DeploymentChange Change(StepContext context, string what) =>
        new() { Operation = context.Operation(what), Reason = context.Because, Actor = context.Actor };
}
