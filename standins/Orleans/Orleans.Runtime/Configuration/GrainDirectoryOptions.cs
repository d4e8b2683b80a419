namespace Orleans.Configuration;

/// <summary>Settings of the grain directory.</summary>
public class GrainDirectoryOptions
{
    /// <summary>The default of <see cref="CacheSize"/>.</summary>
    public const int DEFAULT_CACHE_SIZE = 1_000_000;

    /// <summary>Gets or sets how many addresses of remote activations a silo remembers.</summary>
    public int CacheSize { get; set; } = DEFAULT_CACHE_SIZE;
}
