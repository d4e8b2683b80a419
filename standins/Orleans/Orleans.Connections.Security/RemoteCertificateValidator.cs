using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Decides about the certificate of a peer in place of the platform's own verdict.</summary>
/// <param name="certificate">The certificate of the peer.</param>
/// <param name="chain">The chain that was built for it.</param>
/// <param name="policyErrors">What the platform found wrong with it.</param>
/// <returns>Whether the peer is accepted.</returns>
public delegate bool RemoteCertificateValidator(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors policyErrors);
