namespace Orleans.Runtime;

/// <summary>Learns when the status of a silo changes.</summary>
public interface ISiloStatusListener
{
    void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status);
}
