using StackExchange.Redis;

namespace OrleansML.Storage.Redis;

/// <summary>Where the store is and how it is recognised.</summary>
public sealed class GuardedRedisOptions
{
    /// <summary>The servers, as they are named in messages.</summary>
    public string Servers { get; set; } = "";

    /// <summary>Returns the connection to use, the same each time. Required.</summary>
    public Func<Task<IConnectionMultiplexer>>? Connect { get; set; }

    /// <summary>
    /// Directory that remembers which store belongs to the service. Required; all silos share it, so that a new silo remembers what the
    /// others know.
    /// </summary>
    public string MemoryDirectory { get; set; } = "";

    /// <summary>Time between two looks at the store, for what no read or write noticed. Default 2 s.</summary>
    public TimeSpan CheckPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
