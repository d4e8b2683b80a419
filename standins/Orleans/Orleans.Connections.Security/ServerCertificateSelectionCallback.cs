using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Chooses the certificate that the accepting side shows.</summary>
/// <param name="sender">The TLS stream.</param>
/// <param name="hostName">The name that the connecting side asks for, or null where it names none.</param>
/// <returns>The certificate.</returns>
public delegate X509Certificate ServerCertificateSelectionCallback(object sender, string? hostName);
