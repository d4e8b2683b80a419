using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace OrleansML.Gateway.Features;

/// <summary>Whether a caller may see personal values: it shows a key whose SHA-256 the operator has configured.</summary>
internal static class PersonalScope
{
    private const string Header = "X-Api-Key";

    public static bool IsGranted(HttpContext context, GatewayOptions options)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length == 0 || options.PersonalKeyHashes.Count == 0)
            return false;

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var granted = false;
        foreach (var known in options.PersonalKeyHashes)
            granted |= CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known));
        return granted;
    }
}
