namespace Orleans;

/// <summary>The way into a cluster, from a client process or from inside a silo.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of this client or silo.</summary>
    IServiceProvider ServiceProvider { get; }
}
