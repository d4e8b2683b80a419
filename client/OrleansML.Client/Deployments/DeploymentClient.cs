using OrleansML.Deployments;
using OrleansML.Models;

namespace OrleansML.Client;

/// <summary>
/// Looks at what serves a model and changes it. Every call is repeated when it gets lost: a change carries an id and happens once. All throw what
/// <see cref="IDeploymentGrain"/> says.
/// </summary>
public sealed class DeploymentClient
{
    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal DeploymentClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>What serves a model, and how it does.</summary>
    public async Task<DeploymentStatus> GetAsync(string model, CancellationToken cancellationToken = default)
    {
        var deployment = Find(model);
        return await _retries.CallAsync($"the deployment of model '{model}'", _ => deployment.GetStatus(), cancellationToken);
    }

    /// <inheritdoc cref="IDeploymentGrain.SetWeights"/>
    public Task<DeploymentStatus> SetWeightsAsync(
        string model, VersionWeight[] weights, DeploymentChange change, CancellationToken cancellationToken = default) =>
        ChangeAsync(model, (deployment, token) => deployment.SetWeights(weights, change, token), cancellationToken);

    /// <inheritdoc cref="IDeploymentGrain.SetShadow"/>
    public Task<DeploymentStatus> SetShadowAsync(
        string model, ShadowPlan? shadow, DeploymentChange change, CancellationToken cancellationToken = default) =>
        ChangeAsync(model, (deployment, token) => deployment.SetShadow(shadow, change, token), cancellationToken);

    /// <inheritdoc cref="IDeploymentGrain.StartCanary"/>
    public Task<DeploymentStatus> StartCanaryAsync(
        string model, CanaryRequest request, DeploymentChange change, CancellationToken cancellationToken = default) =>
        ChangeAsync(model, (deployment, token) => deployment.StartCanary(request, change, token), cancellationToken);

    /// <inheritdoc cref="IDeploymentGrain.Abort"/>
    public Task<DeploymentStatus> AbortAsync(string model, DeploymentChange change, CancellationToken cancellationToken = default) =>
        ChangeAsync(model, (deployment, _) => deployment.Abort(change), cancellationToken);

    /// <inheritdoc cref="IDeploymentGrain.Rollback"/>
    public Task<DeploymentStatus> RollbackAsync(
        string model, int? version, DeploymentChange change, CancellationToken cancellationToken = default) =>
        ChangeAsync(model, (deployment, token) => deployment.Rollback(version, change, token), cancellationToken);

    private IDeploymentGrain Find(string model) => _grains.GetGrain<IDeploymentGrain>(ModelName.Require(model));

    // Versions are loaded before they serve, which may take minutes.
    private async Task<DeploymentStatus> ChangeAsync(
        string model, Func<IDeploymentGrain, CancellationToken, Task<DeploymentStatus>> change, CancellationToken cancellationToken)
    {
        var deployment = Find(model);
        return await _retries.LongCallAsync($"the deployment of model '{model}'", token => change(deployment, token), cancellationToken);
    }
}
