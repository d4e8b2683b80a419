using OrleansML.Learning.Definitions;
using OrleansML.Learning.Scoring;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Grains.Scoring;

/// <summary>What must be right before a job begins.</summary>
internal static class ScoringStart
{
    private const int MaximumDefinition = 1 << 20;

    /// <summary>Reads a definition that somebody sent.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.TooLarge"/>; <see cref="ErrorCode.InvalidRequest"/> with every rule that it breaks.</exception>
    public static ScoringDefinition Read(string text)
    {
        if (text.Length > MaximumDefinition)
            throw new OrleansMLException(ErrorCode.TooLarge, $"The definition has {text.Length} characters; {MaximumDefinition} are allowed.");
        try
        {
            var definition = ScoringDefinitionReader.Read(text);
            ModelName.Require(definition.Model);
            return definition;
        }
        catch (InvalidDefinitionException exception)
        {
            // Callers may lack the type of what was thrown.
            throw new OrleansMLException(ErrorCode.InvalidRequest, exception.Message);
        }
    }

    /// <summary>The version that a definition names now.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ModelNotFound"/> or <see cref="ErrorCode.VersionNotFound"/>.</exception>
    public static async Task<ModelVersion> FindVersionAsync(IGrainFactory grains, ScoringDefinition definition)
    {
        var snapshot = await grains.GetGrain<IModelRegistryGrain>(definition.Model).GetSnapshot();
        if (snapshot.Versions.Length == 0)
            throw new OrleansMLException(ErrorCode.ModelNotFound, $"There is no model '{definition.Model}'; push it first.");
        if (definition.Version is { } wanted)
        {
            return snapshot.Find(wanted) ?? throw new OrleansMLException(
                ErrorCode.VersionNotFound,
                $"Model '{definition.Model}' has no version {wanted}; it has {string.Join(", ", snapshot.Versions.Select(static version => version.Version))}.");
        }

        return snapshot.VersionOf(definition.Alias) is { } version && snapshot.Find(version) is { } found ? found : throw new OrleansMLException(
            ErrorCode.VersionNotFound, $"Model '{definition.Model}' has no version with the alias '{definition.Alias}'; promote one, or name a version.");
    }
}
