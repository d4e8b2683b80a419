using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace OrleansML.Client;

/// <summary>What a member's certificate must be.</summary>
internal static class CertificateRules
{
    private const string Section = $"{ClusterConnectionOptions.Section}:Tls";

    // RFC 5280, 4.2.1.12: id-kp-serverAuth and id-kp-clientAuth.
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Adds everything that is wrong with a process's own certificate.</summary>
    public static void Collect(
        X509Certificate2 own, ClusterTlsOptions options, X509Certificate2Collection? authority, DateTimeOffset now, List<string> violations)
    {
        var title = $"{Section}:Certificate '{options.Certificate}' ({own.Subject})";
        var valid = true;
        if (own.NotAfter.ToUniversalTime() <= now)
        {
            valid = false;
            violations.Add($"{title} expired at {Text(own.NotAfter)}; replace the file by a certificate that is valid.");
        }

        if (own.NotBefore.ToUniversalTime() > now)
        {
            valid = false;
            violations.Add($"{title} is valid from {Text(own.NotBefore)} on and it is {Text(now.UtcDateTime)}; check this machine's clock.");
        }

        foreach (var usage in own.Extensions.OfType<X509EnhancedKeyUsageExtension>())
        {
            var allowed = usage.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Select(static oid => oid.Value).ToHashSet();
            if (!allowed.Contains(ServerAuthentication) || !allowed.Contains(ClientAuthentication))
                violations.Add($"{title} is not for both server and client authentication (extended key usage); members use it for both.");
        }

        // An expired certificate fails this too, and was told already.
        if (valid && authority is not null && WrongWith(own, authority, []) is { } reason)
            violations.Add($"{title} does not come from {Section}:Authority '{options.Authority}': {reason}.");
    }

    /// <summary>Why a certificate does not come from the authority or is not valid now; null where it does and is.</summary>
    public static string? WrongWith(
        X509Certificate2 certificate, X509Certificate2Collection authority, IEnumerable<X509Certificate2> intermediates)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        foreach (var intermediate in intermediates)
            chain.ChainPolicy.ExtraStore.Add(intermediate);
        // The authority of a cluster publishes no list of revoked certificates; whoever must leave gets a new authority.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain.Build(certificate))
            return null;

        if (certificate.NotAfter < DateTime.Now)
            return $"it expired at {Text(certificate.NotAfter)}";
        return certificate.NotBefore > DateTime.Now
            ? $"it is valid from {Text(certificate.NotBefore)} on"
            : string.Join("; ", chain.ChainStatus.Select(static status => status.StatusInformation.Trim().TrimEnd('.')));
    }

    private static string Text(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
}
