using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Data.Sources;

namespace OrleansML.Grains.Features;

/// <summary>Opens the history of features that silos write, for programs beside them.</summary>
public static class FeatureHistoryFiles
{
    /// <summary>The history in a data directory.</summary>
    /// <param name="dataDirectory">The silos' data directory, as it is mounted here.</param>
    /// <param name="plainPersonal">Whether personal values stand in it as they are; see <see cref="FeatureOptions.PlainPersonalHistory"/>.</param>
    /// <param name="secretsDirectory">Folder of secrets; null when there is none.</param>
    public static HistoryOptions In(string dataDirectory, bool plainPersonal = false, string? secretsDirectory = null)
    {
        var options = new FeatureOptions { DataDirectory = dataDirectory, PlainPersonalHistory = plainPersonal, SecretsDirectory = secretsDirectory };
        return FeatureHistory.OptionsOf(options, new FeatureKeys(new SecretStore(secretsDirectory), Options.Create(options)));
    }
}
