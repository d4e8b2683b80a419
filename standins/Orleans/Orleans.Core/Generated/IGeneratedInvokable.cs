using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>What a generated request class offers to the runtime beyond the official interface.</summary>
public interface IGeneratedInvokable
{
    /// <summary>
    /// Replaces every argument that is neither immutable nor marked so by a deep copy, so that caller and target share nothing mutable.
    /// </summary>
    void CopyArguments(CopyContext context);
}
