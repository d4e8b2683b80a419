namespace Orleans.Runtime;

/// <summary>Learns when the status of a silo changes.</summary>
public interface ISiloStatusListener
{
    /// <summary>Called after the status of a silo changed.</summary>
    void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status);
}
