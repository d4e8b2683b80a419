namespace Orleans.Connections.Security;

/// <summary>The protocol that the two ends of a TLS connection have agreed to speak over it.</summary>
public interface ITlsApplicationProtocolFeature
{
    /// <summary>Gets the name of the protocol; empty where none was agreed on.</summary>
    ReadOnlyMemory<byte> ApplicationProtocol { get; }
}
