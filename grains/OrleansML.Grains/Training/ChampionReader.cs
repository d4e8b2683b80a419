using OrleansML.Grains.Registry;
using OrleansML.Grains.Signing;
using OrleansML.Inference.Packages;
using OrleansML.Registry;

namespace OrleansML.Grains.Training;

/// <summary>Reads the model that a candidate is compared with, signature and digest checked like before any other load.</summary>
internal sealed class ChampionReader(ArtifactReader artifacts, PackageSignatures signatures)
{
    /// <summary>Reads a registered version.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidModel"/>: its signature is not to be believed; <see cref="ErrorCode.Internal"/>: its package was changed;
    /// <see cref="ErrorCode.ArtifactNotFound"/>.
    /// </exception>
    public async Task<ChampionModel> ReadAsync(string model, ModelVersion version, CancellationToken cancellationToken)
    {
        await signatures.RequireSignedAsync(model, version);
        var content = await artifacts.ReadAsync(version.Package, cancellationToken);
        return await Task.Run(
            () =>
            {
                using var package = new MemoryStream(content, writable: false);
                return new ChampionModel(version.Package, ModelPackage.ReadManifest(package), ModelPackage.ReadModel(package));
            },
            cancellationToken);
    }
}
