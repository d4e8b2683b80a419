using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Checks the certificate of one peer and remembers why it was refused.</summary>
internal sealed class CertificateVerdict(TlsOptions options, TimeProvider clock)
{
    /// <summary>Gets what is wrong with the certificate and what to do; null where it was accepted or not checked.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Checks the certificate; the signature is that of the platform's callback.</summary>
    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            Refusal = options.RemoteCertificateMode == RemoteCertificateMode.RequireCertificate
                ? "it showed no certificate. Give it one with UseTls, or set TlsOptions.RemoteCertificateMode here to AllowCertificate"
                : null;
            return Refusal is null;
        }

        var shown = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        var accepted = options.RemoteCertificateValidation is { } validate ? validate(shown, chain, errors) : errors == SslPolicyErrors.None;
        Refusal = accepted ? null : $"its certificate {CertificateText.Describe(shown)} was not accepted: {Explain(shown, chain, errors, options.RemoteCertificateValidation is not null)}";
        return accepted;
    }

    private string Explain(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, bool hasValidator)
    {
        var found = new List<string>();
        var statuses = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status) ?? default;
        var now = clock.GetUtcNow();
        if (now > certificate.NotAfter)
        {
            found.Add($"it has expired; the clock here says {now:yyyy-MM-dd HH:mm:ss'Z'}. Renew it, or correct the clock");
        }
        else if (now < certificate.NotBefore)
        {
            found.Add($"it is not valid yet; the clock here says {now:yyyy-MM-dd HH:mm:ss'Z'}. Correct the clock of this or of the issuing machine");
        }

        if ((statuses & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            found.Add("its issuer is not trusted here. Have it issued by a trusted authority, or add its issuer to the trusted ones of this machine");
        }

        if ((statuses & X509ChainStatusFlags.Revoked) != 0)
        {
            found.Add("it was revoked. Replace it");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            found.Add("it is not issued for the name that was asked for. Set TargetHost in TlsOptions.OnAuthenticateAsClient to a name that it carries");
        }

        if (found.Count == 0)
        {
            found.Add(hasValidator ? "TlsOptions.RemoteCertificateValidation said no" : $"{errors}, {statuses}");
        }

        return string.Join("; ", found);
    }
}
