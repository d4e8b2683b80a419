using Orleans.Concurrency;

namespace OrleansML.Deployments;

/// <summary>
/// Decides what serves a model. Key: the model's name. Durable: the registry stores each decision in one write with the champion and its
/// hash-chained history, so that no plan can be seen beside a champion that it was not made for. Versions are loaded before they get requests.
/// </summary>
/// <remarks>
/// Changes throw <see cref="OrleansMLException"/> with <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.ModelNotFound"/>,
/// <see cref="ErrorCode.VersionNotFound"/>, <see cref="ErrorCode.StorageUnavailable"/>, what loading a version fails with, and
/// <see cref="ErrorCode.Conflict"/> when the deployment has another revision than expected or a canary is under way.
/// </remarks>
[Alias("OrleansML.IDeploymentGrain")]
public interface IDeploymentGrain : IGrainWithStringKey
{
    /// <summary>What serves, and how it does.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ModelNotFound"/>.</exception>
    [Alias("GetStatus")]
    Task<DeploymentStatus> GetStatus();

    /// <summary>Shares the requests out by fixed weights, 100 together.</summary>
    [Alias("SetWeights"), ResponseTimeout("00:06:00")]
    Task<DeploymentStatus> SetWeights(VersionWeight[] weights, DeploymentChange change, CancellationToken cancellationToken = default);

    /// <summary>Has a version asked as well, or none when <paramref name="shadow"/> is null. Goes beside weights and canaries.</summary>
    [Alias("SetShadow"), ResponseTimeout("00:06:00")]
    Task<DeploymentStatus> SetShadow(ShadowPlan? shadow, DeploymentChange change, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a version a growing share of the requests and makes it champion in the end, unless it proves worse: then all go back to the
    /// champion. A request that the canary fails is answered by the champion.
    /// </summary>
    [Alias("StartCanary"), ResponseTimeout("00:06:00")]
    Task<DeploymentStatus> StartCanary(CanaryRequest request, DeploymentChange change, CancellationToken cancellationToken = default);

    /// <summary>Ends a canary or fixed weights: the champion answers alone. A shadow stays. Changes nothing where there is neither.</summary>
    [Alias("Abort")]
    Task<DeploymentStatus> Abort(DeploymentChange change);

    /// <summary>
    /// Undoes the last change of what serves: a canary or fixed weights where there are any, else the champion goes back to the one before.
    /// </summary>
    /// <param name="version">Version that is to be champion again, alone; null for the one before.</param>
    /// <param name="change">Who and why.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [Alias("Rollback"), ResponseTimeout("00:06:00")]
    Task<DeploymentStatus> Rollback(int? version, DeploymentChange change, CancellationToken cancellationToken = default);

    /// <summary>Takes what a router counted.</summary>
    [Alias("Report"), OneWay]
    Task Report(RouterReport report);

    /// <summary>Goes on with a canary that was under way where the grain was lost. Idempotent.</summary>
    [Alias("Wake")]
    Task Wake();
}
