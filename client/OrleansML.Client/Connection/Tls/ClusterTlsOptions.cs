namespace OrleansML.Client;

/// <summary>
/// TLS on every connection between silos, and between silos and their clients, in both directions with certificates. Off while nothing is
/// set. Whoever holds a certificate of the authority belongs to the cluster, whatever name is in it, so the authority must serve this cluster
/// alone. Bound from <c>OrleansML:Cluster:Tls</c>; the same for all members. Files are read again when they change.
/// </summary>
public sealed class ClusterTlsOptions
{
    /// <summary>
    /// File with this process's certificate: PEM, or PFX (PKCS #12) with the private key. It must be for server and client authentication.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>PEM file with the private key. Default: in <see cref="Certificate"/>.</summary>
    public string? Key { get; set; }

    /// <summary>Password of the PFX file or of the encrypted key. Default none.</summary>
    public string? Password { get; set; }

    /// <summary>PEM file with the certificates of the authority that issued the members' certificates.</summary>
    public string? Authority { get; set; }

    /// <summary>Whether anything is set.</summary>
    public bool IsOn => Certificate is not null || Key is not null || Authority is not null;
}
