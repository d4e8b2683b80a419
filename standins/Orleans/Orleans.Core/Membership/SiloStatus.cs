namespace Orleans.Runtime;

/// <summary>The life of a silo.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    None,
    Created,
    Joining,
    Active,
    ShuttingDown,
    Stopping,
    Dead,
}
