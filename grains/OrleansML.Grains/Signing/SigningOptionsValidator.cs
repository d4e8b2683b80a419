using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansML.Learning.Signing;

namespace OrleansML.Grains.Signing;

/// <summary>Checks <see cref="SigningOptions"/> at start, keys included, and reports every violation at once.</summary>
internal sealed class SigningOptionsValidator : IValidateOptions<SigningOptions>
{
    public ValidateOptionsResult Validate(string? name, SigningOptions options)
    {
        var violations = new List<string>();
        var signer = options.PrivateKeyFile is { } file ? Identify(nameof(options.PrivateKeyFile), file, SigningKeys.ReadPrivate, violations) : null;
        var trusted = options.TrustedKeyFiles
            .Select((path, index) => Identify(FormattableString.Invariant($"{nameof(options.TrustedKeyFiles)}:{index}"), path, SigningKeys.ReadPublic, violations)).ToArray();
        if (options.Required && trusted.Length == 0)
            violations.Add($"{SigningOptions.Section}:{nameof(options.Required)} is true, and {nameof(options.TrustedKeyFiles)} names no key; name at least one, or every version is refused.");
        if (signer is not null && trusted.Length > 0 && !trusted.Contains(signer) && !trusted.Contains(null))
        {
            violations.Add(
                $"{SigningOptions.Section}:{nameof(options.PrivateKeyFile)} is '{options.PrivateKeyFile}', whose public half (key id {signer}) is in none of {nameof(options.TrustedKeyFiles)}; "
                + "add it, or no silo loads what this one signs.");
        }

        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }

    private static string? Identify(string option, string path, Func<string, ECDsa> read, List<string> violations)
    {
        try
        {
            using var key = read(path);
            return DsseEnvelope.KeyIdOf(key);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            violations.Add($"{SigningOptions.Section}:{option} is '{path}', which is not usable: {exception.Message.TrimEnd('.')}.");
            return null;
        }
    }
}
