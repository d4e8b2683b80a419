using Orleans.Concurrency;

namespace OrleansML.Features;

/// <summary>The definition of one feature view. Key: its name. Durable.</summary>
[Alias("OrleansML.IFeatureViewGrain")]
public interface IFeatureViewGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts a definition in place of the one before, and tells every silo before it answers. Idempotent: the same definition changes nothing.
    /// </summary>
    /// <param name="definition">The definition in YAML; its name is this grain's key.</param>
    /// <param name="dryRun">Only checks; nothing is changed.</param>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the definition breaks a rule; every violation is listed. <see cref="ErrorCode.Conflict"/>: it
    /// would break deployed models, which are listed with what breaks. <see cref="ErrorCode.StorageUnavailable"/>.
    /// </exception>
    [Alias("Apply")]
    Task<FeatureViewSnapshot> Apply(string definition, bool dryRun);

    /// <summary>The definition in use.</summary>
    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<FeatureViewSnapshot> GetSnapshot();

    /// <summary>An earlier definition; null when it is not kept any more. The last 100 are.</summary>
    [Alias("GetRevision"), AlwaysInterleave]
    Task<FeatureViewSnapshot?> GetRevision(int revision);

    /// <summary>
    /// Has features answered with their defaults until <see cref="SwitchBack"/>, and tells every silo before it answers; makes a new revision of the same
    /// definition. Idempotent. Changes nothing for a holder that has switched back before: what comes late does not count.
    /// </summary>
    /// <param name="features">Fields of the view that have a default.</param>
    /// <param name="holder">Who wants it, 1 to 1,000 characters.</param>
    /// <param name="because">Why.</param>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.FeatureViewNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: names what is no field of the view, or has no default;
    /// <see cref="ErrorCode.StorageUnavailable"/>.
    /// </exception>
    [Alias("SwitchToDefaults")]
    Task<FeatureViewSnapshot> SwitchToDefaults(string[] features, string holder, string because);

    /// <summary>Takes back all that a holder wanted. Idempotent.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.FeatureViewNotFound"/>; <see cref="ErrorCode.StorageUnavailable"/>.</exception>
    [Alias("SwitchBack")]
    Task<FeatureViewSnapshot> SwitchBack(string holder);
}
