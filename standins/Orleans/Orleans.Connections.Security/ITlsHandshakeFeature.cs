using System.Net.Security;
using System.Security.Authentication;

namespace Orleans.Connections.Security;

/// <summary>What the two ends of a TLS connection have agreed on.</summary>
public interface ITlsHandshakeFeature
{
    /// <summary>Gets the version of TLS.</summary>
    SslProtocols Protocol { get; }

    /// <summary>Gets the cipher suite.</summary>
    TlsCipherSuite? NegotiatedCipherSuite { get; }

    /// <summary>Gets the name that the connecting side asked for; empty where it named none.</summary>
    string HostName { get; }
}
