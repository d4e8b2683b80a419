namespace Orleans.Configuration;

/// <summary>When a gateway refuses calls of external clients because its process is overloaded; calls of grains are never refused so.</summary>
public class LoadSheddingOptions
{
    /// <summary>Gets or sets whether calls are refused at all; false by default.</summary>
    public bool LoadSheddingEnabled { get; set; }

    /// <summary>Gets or sets above which processor usage calls are refused, in percent, 1 to 100; 95 by default.</summary>
    public int CpuThreshold { get; set; } = 95;

    /// <summary>Gets or sets above which memory usage calls are refused, in percent of what the process may use, 1 to 100; 90 by default.</summary>
    public int MemoryThreshold { get; set; } = 90;
}
