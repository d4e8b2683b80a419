using Orleans.Concurrency;

namespace OrleansML.Registry;

/// <summary>All versions of one model and which of them is champion. Key: the model's name. Durable: what is acknowledged survives any crash.</summary>
[Alias("OrleansML.IModelRegistryGrain")]
public interface IModelRegistryGrain : IGrainWithStringKey
{
    /// <summary>How long a subscription lives without being repeated, in seconds.</summary>
    const int SubscriptionSeconds = 60;

    /// <summary>
    /// Inspects an uploaded artifact on the pool that will serve it and records it as a version. Idempotent: the same package under the
    /// same version is answered with what is stored. The first version becomes champion.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidModel"/>, <see cref="ErrorCode.OverMemoryBudget"/>, <see cref="ErrorCode.NoMatchingPool"/>,
    /// <see cref="ErrorCode.Conflict"/> when the version holds another package, <see cref="ErrorCode.StorageUnavailable"/>.
    /// </exception>
    [Alias("Register"), ResponseTimeout("00:06:00")]
    Task<ModelVersion> Register(RegisterModelRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a version the champion: requests that name no version go to it, and weights, canary and shadow end. Idempotent: an operation that happened does not happen again, however
    /// late a repetition comes.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="operation">Id of the operation, the same for every repetition.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ModelNotFound"/> or <see cref="ErrorCode.VersionNotFound"/>.</exception>
    [Alias("Promote")]
    Task<ServingSnapshot> Promote(int version, string reason, Guid operation, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves an alias, if it still stands where it is expected. Moving the champion is what <see cref="Promote"/> does. Idempotent: an operation
    /// that happened does not happen again.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.Conflict"/> when it stands for another version; <see cref="ErrorCode.InvalidRequest"/>,
    /// <see cref="ErrorCode.ModelNotFound"/>, <see cref="ErrorCode.VersionNotFound"/>, <see cref="ErrorCode.StorageUnavailable"/>.
    /// </exception>
    [Alias("SetAlias")]
    Task<ServingSnapshot> SetAlias(SetAliasRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores champion and plan together. For the deployment of the model, which decides about them; anybody else changes them through
    /// <see cref="Deployments.IDeploymentGrain"/>. Idempotent: an operation that happened does not happen again.
    /// </summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.Conflict"/> when the deployment has another revision than expected.</exception>
    [Alias("Deploy")]
    Task<ServingSnapshot> Deploy(DeployRequest request, CancellationToken cancellationToken = default);

    /// <summary>Which version an alias stood for at a time.</summary>
    [Alias("VersionAt"), AlwaysInterleave]
    Task<VersionAtTime> VersionAt(string alias, DateTimeOffset time);

    /// <summary>The versions and the champion now; <see cref="ServingSnapshot.Versions"/> is empty for a model nobody registered.</summary>
    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<ServingSnapshot> GetSnapshot();

    /// <summary>
    /// Sends every later snapshot to the observer, and answers with the one now. A subscription ends after
    /// <see cref="SubscriptionSeconds"/> unless it is repeated, and may be lost earlier when the registry moves: repeat it every few seconds.
    /// </summary>
    [Alias("Subscribe"), AlwaysInterleave]
    Task<ServingSnapshot> Subscribe(IServingObserver observer);

    /// <summary>Ends a subscription. Idempotent.</summary>
    [Alias("Unsubscribe"), AlwaysInterleave]
    Task Unsubscribe(IServingObserver observer);

    /// <summary>Every move of this model, oldest first.</summary>
    [Alias("GetHistory"), AlwaysInterleave]
    Task<RegistryEvent[]> GetHistory();
}
