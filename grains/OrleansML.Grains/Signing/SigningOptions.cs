namespace OrleansML.Grains.Signing;

/// <summary>Which model packages are believed, and who signs. Bound from section <c>OrleansML:Signing</c>; the same on every silo of a cluster.</summary>
public sealed class SigningOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Signing";

    /// <summary>
    /// PEM file with an ECDSA private key (P-256, P-384 or P-521, not encrypted) by which the silo signs packages that come without a signature.
    /// Default: none, and it signs nothing.
    /// </summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>
    /// PEM files with an ECDSA public key each. Where there is one, every signature is checked before a byte of a package reaches a runtime. Default:
    /// none, and none is checked.
    /// </summary>
    public IList<string> TrustedKeyFiles { get; } = [];

    /// <summary>Whether versions without a signature are refused, when they are registered and whenever they are loaded. Default false.</summary>
    public bool Required { get; set; }
}
