using System.Collections.Concurrent;
using System.Text.Json;
using OrleansML.Grains.Registry;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Records;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>What versions were trained on, as their packages tell it. Packages never change, so that each is read once. Safe for concurrent use.</summary>
internal sealed class TrainingProfiles(IGrainFactory grains, ArtifactReader artifacts)
{
    private const int MostKept = 256;

    private readonly ConcurrentDictionary<string, ReferenceProfile?> _known = new(StringComparer.Ordinal);

    /// <summary>The profile of a version; null when there is no such version, or its package has no profile that can be read.</summary>
    /// <exception cref="OrleansMLException">The package cannot be read now.</exception>
    public async ValueTask<ReferenceProfile?> OfAsync(string model, int version, CancellationToken cancellationToken = default)
    {
        var snapshot = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        if (snapshot.Find(version) is not { } found)
            return null;
        if (_known.TryGetValue(found.Package, out var known))
            return known;

        var content = await artifacts.ReadAsync(found.Package, cancellationToken);
        var profile = await Task.Run(() => Read(content), cancellationToken);

        // More versions than that are not compared at a time; whose turn it is is read again.
        if (_known.Count >= MostKept)
            _known.Clear();
        _known[found.Package] = profile;
        return profile;
    }

    private static ReferenceProfile? Read(byte[] content)
    {
        if (!ModelPackage.IsPackage(content))
            return null;

        using var package = new MemoryStream(content, writable: false);
        try
        {
            return ModelPackage.ReadEvidence(package).Profile is { } json ? CanonicalJson.Read<ReferenceProfile>(json) : null;
        }
        catch (JsonException)
        {
            // Whoever packed it used the entry for something else.
            return null;
        }
    }
}
