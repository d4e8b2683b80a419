using System.Security.Cryptography.X509Certificates;

namespace OrleansML.Client;

/// <summary>A process's own certificate with its private key, and the certificates of the authority that it trusts.</summary>
internal sealed record CertificatePair(X509Certificate2 Own, X509Certificate2Collection Authority);
