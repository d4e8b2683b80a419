namespace Orleans.Connections.Security;

/// <summary>Whether the peer of a TLS connection has to show a certificate.</summary>
public enum RemoteCertificateMode
{
    /// <summary>No certificate is asked for, and none is required.</summary>
    NoCertificate = 0,

    /// <summary>A certificate is asked for and checked where one is given; a peer without one is accepted.</summary>
    AllowCertificate = 1,

    /// <summary>A valid certificate is required.</summary>
    RequireCertificate = 2,
}
