using Orleans.Runtime;

namespace Orleans;

/// <summary>Tells whether a grain is active in this silo.</summary>
public interface ILocalActivationStatusChecker
{
    /// <summary>Tells whether a grain is active in this silo, without activating it.</summary>
    /// <param name="grainId">The grain.</param>
    /// <returns>Whether it is active here.</returns>
    bool IsLocallyActivated(GrainId grainId);
}
