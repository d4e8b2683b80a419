namespace Orleans.Runtime;

/// <summary>The life of a silo.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    /// <summary>Not known.</summary>
    None,

    /// <summary>Made but not yet joining.</summary>
    Created,

    /// <summary>On the way into the cluster.</summary>
    Joining,

    /// <summary>Serves requests.</summary>
    Active,

    /// <summary>Ends in order: grains are deactivated first.</summary>
    ShuttingDown,

    /// <summary>Ends at once.</summary>
    Stopping,

    /// <summary>Ended, or declared dead by others.</summary>
    Dead,
}
