namespace Orleans.Runtime.Placement;

/// <summary>What is to be placed, and for which call.</summary>
public readonly struct PlacementTarget(
    GrainId grainIdentity, Dictionary<string, object> requestContextData, GrainInterfaceType interfaceType, ushort interfaceVersion)
{
    /// <summary>The grain to be placed.</summary>
    public GrainId GrainIdentity { get; } = grainIdentity;

    /// <summary>The interface of the call.</summary>
    public GrainInterfaceType InterfaceType { get; } = interfaceType;

    /// <summary>The version of the interface.</summary>
    public ushort InterfaceVersion { get; } = interfaceVersion;

    /// <summary>The values that travel with the call.</summary>
    public Dictionary<string, object> RequestContextData { get; } = requestContextData;
}
