using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Chooses the certificate that the connecting side shows.</summary>
/// <param name="sender">The TLS stream.</param>
/// <param name="targetHost">The name of the peer that was asked for.</param>
/// <param name="localCertificates">The certificates to choose from.</param>
/// <param name="remoteCertificate">The certificate of the peer, where it is known already.</param>
/// <param name="acceptableIssuers">The issuers that the peer accepts; empty where it does not tell.</param>
/// <returns>The certificate, or null for none.</returns>
public delegate X509Certificate? ClientCertificateSelectionCallback(
    object sender, string targetHost, X509CertificateCollection localCertificates, X509Certificate? remoteCertificate, string[] acceptableIssuers);
