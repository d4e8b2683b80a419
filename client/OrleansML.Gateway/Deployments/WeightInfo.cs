using OrleansML.Deployments;

namespace OrleansML.Gateway.Deployments;

/// <summary>The share of requests that one version answers.</summary>
/// <param name="Version">The version.</param>
/// <param name="Percent">Its share.</param>
public sealed record WeightInfo(int Version, int Percent)
{
    /// <summary>Converts what the deployment knows.</summary>
    public static WeightInfo From(VersionWeight weight) => new(weight.Version, weight.Percent);
}
