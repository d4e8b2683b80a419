namespace Orleans.Configuration;

/// <summary>Settings of load shedding at gateways.</summary>
public class LoadSheddingOptions
{
    /// <summary>Gets or sets whether an overloaded silo refuses calls of external clients.</summary>
    public bool LoadSheddingEnabled { get; set; }

    /// <summary>Gets or sets from what CPU usage, in percent, the silo counts as overloaded.</summary>
    public int CpuThreshold { get; set; } = 95;

    /// <summary>Gets or sets from what memory usage, in percent, the silo counts as overloaded.</summary>
    public int MemoryThreshold { get; set; } = 90;
}
