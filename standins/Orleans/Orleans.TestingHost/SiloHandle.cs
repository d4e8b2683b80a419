using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    /// <summary>Gets or sets the number of the silo.</summary>
    public short InstanceNumber { get; set; }

    /// <summary>Gets or sets the name of the silo.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Gets or sets the address of the silo.</summary>
    public SiloAddress SiloAddress { get; set; } = null!;

    /// <summary>Gets or sets the address of the gateway of the silo.</summary>
    public SiloAddress GatewayAddress { get; set; } = null!;

    /// <summary>Gets whether the silo runs.</summary>
    public abstract bool IsActive { get; }

    /// <summary>Stops the silo.</summary>
    /// <param name="stopGracefully">Whether grains are deactivated first; otherwise the silo ends like a killed process.</param>
    /// <returns>The end of the stop.</returns>
    public abstract Task StopSiloAsync(bool stopGracefully);

    /// <summary>Stops the silo.</summary>
    /// <param name="ct">Ends the graceful stop.</param>
    /// <returns>The end of the stop.</returns>
    public abstract Task StopSiloAsync(CancellationToken ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <inheritdoc/>
    public override string ToString() => $"{Name} at {SiloAddress}";

    /// <summary>Stops and disposes the silo.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
