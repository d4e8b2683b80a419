using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansML.Grains.Registry;
using OrleansML.Learning.Signing;
using OrleansML.Registry;

namespace OrleansML.Grains.Signing;

/// <summary>Signs packages and refuses those that nobody who is trusted has signed. Keys are read once; safe for concurrent use.</summary>
internal sealed class PackageSignatures : IDisposable
{
    /// <summary>Most bytes of an envelope.</summary>
    public const int MaximumEnvelopeBytes = 64 << 10;

    // A key's operations are not meant to be called by several threads at once.
    private readonly Lock _lock = new();
    private readonly ECDsa? _signer;
    private readonly ECDsa[] _trusted;
    private readonly ArtifactReader _artifacts;

    public PackageSignatures(IOptions<SigningOptions> options, ArtifactReader artifacts)
    {
        _artifacts = artifacts;
        IsRequired = options.Value.Required;
        _signer = options.Value.PrivateKeyFile is { } file ? SigningKeys.ReadPrivate(file) : null;
        _trusted = [.. options.Value.TrustedKeyFiles.Select(SigningKeys.ReadPublic)];
    }

    /// <summary>Whether versions without a signature are refused.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether this silo signs.</summary>
    public bool Signs => _signer is not null;

    /// <summary>Checks, before anything is loaded, that a pushed file may be.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="artifact">SHA-256 of the file.</param>
    /// <param name="envelope">The signature that it brought along; null for none.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public void RequireTrusted(string model, string artifact, string? envelope)
    {
        if (envelope is not null)
            RequireNamed(model, artifact, DigestsIn(model, envelope));
        else if (IsRequired && !Signs)
            throw Unsigned($"The pushed file of model '{model}' ({artifact})");
    }

    /// <summary>The signature that a package is registered with: the one that was pushed along where it names the package, else this silo's own.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="package">SHA-256 of the package.</param>
    /// <param name="envelope">The signature that was pushed along; null for none.</param>
    /// <returns>The envelope in JSON; null where there is none and none is needed.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public byte[]? SignatureOf(string model, string package, string? envelope)
    {
        if (envelope is not null && DigestsIn(model, envelope).Contains(package))
            return Encoding.UTF8.GetBytes(envelope);
        if (_signer is not null)
        {
            lock (_lock)
                return DsseEnvelope.Sign(PackageStatement.PayloadType, PackageStatement.Write(model, package), _signer);
        }

        if (envelope is not null)
        {
            throw Invalid(
                $"The signature that came with model '{model}' is not one of its package, which is another file than the pushed one since the platform fills in its manifest, and this silo has no key of its own "
                + $"({SigningOptions.Section}:{nameof(SigningOptions.PrivateKeyFile)}). Name {package} as one more subject of what you sign, and push it again as the same version");
        }

        return IsRequired ? throw Unsigned($"Package {package} of model '{model}'") : null;
    }

    /// <summary>Checks the signature of a version before its package is opened. Where no key is trusted, nothing is checked.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>: it is missing, by nobody who is trusted, or of something else.</exception>
    public async ValueTask RequireSignedAsync(string model, ModelVersion version)
    {
        if (_trusted.Length == 0)
            return;
        if (version.Signature is not { } signature)
        {
            if (IsRequired)
                throw Unsigned(FormattableString.Invariant($"Version {version.Version} of model '{model}'"));
            return;
        }

        var envelope = await ReadAsync(model, version.Version, signature);
        RequireNamed(model, version.Package, DigestsIn(model, envelope));
    }

    public void Dispose()
    {
        _signer?.Dispose();
        foreach (var key in _trusted)
            key.Dispose();
    }

    private async Task<string> ReadAsync(string model, int version, string signature)
    {
        try
        {
            return Encoding.UTF8.GetString(await _artifacts.ReadAsync(signature, CancellationToken.None));
        }
        catch (OrleansMLException exception) when (exception.Code is ErrorCode.ArtifactNotFound or ErrorCode.Internal)
        {
            throw Invalid(FormattableString.Invariant($"The signature of version {version} of model '{model}' cannot be had: {exception.Message.TrimEnd('.')}"), exception);
        }
    }

    private IReadOnlySet<string> DigestsIn(string model, string envelope)
    {
        var bytes = Encoding.UTF8.GetBytes(envelope);
        if (bytes.Length > MaximumEnvelopeBytes)
            throw Invalid($"The signature of model '{model}' has {bytes.Length} bytes; {MaximumEnvelopeBytes} are allowed");
        if (_trusted.Length == 0)
        {
            throw Invalid(
                $"A signature came with model '{model}', and the cluster trusts no key by which it could be checked ({SigningOptions.Section}:{nameof(SigningOptions.TrustedKeyFiles)}). Push without it, or name the key there");
        }

        try
        {
            byte[] statement;
            lock (_lock)
                statement = DsseEnvelope.Verify(bytes, PackageStatement.PayloadType, _trusted);
            return PackageStatement.Read(statement, model);
        }
        catch (Exception exception) when (exception is SignatureException or FormatException)
        {
            // The cause stays here: its type does not travel between silos.
            throw Invalid($"The signature of model '{model}' cannot be believed: {exception.Message.TrimEnd('.')}");
        }
    }

    private static void RequireNamed(string model, string digest, IReadOnlySet<string> digests)
    {
        if (!digests.Contains(digest))
        {
            throw Invalid(
                $"The signature of model '{model}' is one of other files: it names {(digests.Count == 0 ? "none of that model" : string.Join(", ", digests))}, and the file is {digest}");
        }
    }

    private static OrleansMLException Unsigned(string what) => Invalid(
        $"{what} has no signature, and the cluster requires one ({SigningOptions.Section}:{nameof(SigningOptions.Required)}). Push it with one, or give the silos a key to sign with ({nameof(SigningOptions.PrivateKeyFile)})");

    private static OrleansMLException Invalid(string reason, Exception? cause = null) => new(ErrorCode.InvalidModel, $"{reason}.", cause);
}
