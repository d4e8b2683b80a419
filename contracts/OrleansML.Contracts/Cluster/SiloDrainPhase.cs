namespace OrleansML.Cluster;

/// <summary>How far the emptying of a silo is. The numbers are part of the wire format and never change.</summary>
public enum SiloDrainPhase
{
    /// <summary>It serves as usual.</summary>
    None = 0,

    /// <summary>Other silos load what it serves.</summary>
    Preloading = 1,

    /// <summary>Its replicas move to the others.</summary>
    Moving = 2,

    /// <summary>It holds no replicas any more and ends.</summary>
    Stopping = 3,

    /// <summary>It is gone.</summary>
    Stopped = 4,

    /// <summary>It could not be emptied and serves on.</summary>
    Failed = 5,
}
