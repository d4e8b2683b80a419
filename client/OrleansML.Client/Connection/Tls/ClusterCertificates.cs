using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OrleansML.Client;

/// <summary>This process's certificate and the authority that it trusts, as they are in their files now. Safe to share.</summary>
internal sealed class ClusterCertificates(ClusterTlsOptions options, TimeProvider time)
{
    private volatile CertificatePair _current = Load(options, time) is { Pair: { } pair } loaded && loaded.Violations.Count == 0
        ? pair
        : throw new InvalidOperationException("The certificates were not validated before they were used.");

    private FileStamps _stamps = FileStamps.Of(options);
    private IReadOnlyList<string> _violations = [];

    /// <summary>The certificate for new connections.</summary>
    public X509Certificate2 Own => _current.Own;

    /// <summary>Reads the files, and says everything that is wrong with them.</summary>
    public static (CertificatePair? Pair, IReadOnlyList<string> Violations) Load(ClusterTlsOptions options, TimeProvider time)
    {
        var violations = new List<string>();
        var own = CertificateFiles.ReadOwn(options, violations);
        var authority = CertificateFiles.ReadAuthority(options, violations);
        if (own is not null)
            CertificateRules.Collect(own, options, authority, time.GetUtcNow(), violations);
        return (own is not null && authority is not null ? new CertificatePair(own, authority) : null, violations);
    }

    /// <summary>Takes over files that changed, for connections from now on. Files that are wrong leave everything as it is.</summary>
    /// <returns>What is wrong; empty when they were taken over; null when nothing changed since the last time.</returns>
    public IReadOnlyList<string>? Refresh()
    {
        // What was wrong may be right since under the same stamps: half written at that time, or readable by others.
        var stamps = FileStamps.Of(options);
        var isChanged = stamps != _stamps;
        if (!isChanged && _violations.Count == 0)
            return null;

        var (pair, violations) = Load(options, time);
        if (pair is not null && violations.Count == 0)
            _current = pair;
        isChanged |= !violations.SequenceEqual(_violations);
        (_stamps, _violations) = (stamps, violations);
        return isChanged ? violations : null;
    }

    /// <summary>
    /// Lets a peer in whose certificate the authority issued and which is valid now. What the connection found wrong with the certificate,
    /// such as its name or an authority that this machine does not know, plays no part.
    /// </summary>
    /// <exception cref="AuthenticationException">It is not; the message says why.</exception>
    public bool Accepts(X509Certificate2 peer, X509Chain? sent, SslPolicyErrors errors)
    {
        var intermediates = sent?.ChainElements.Select(static element => element.Certificate) ?? [];
        return CertificateRules.WrongWith(peer, _current.Authority, intermediates) is { } reason
            ? throw new AuthenticationException($"The certificate '{peer.Subject}' of the other side is refused: {reason}.")
            : true;
    }

    private sealed record FileStamps(DateTime Certificate, DateTime Key, DateTime Authority)
    {
        public static FileStamps Of(ClusterTlsOptions options) =>
            new(Of(options.Certificate), Of(options.Key), Of(options.Authority));

        private static DateTime Of(string? path) => path is null ? default : File.GetLastWriteTimeUtc(path);
    }
}
