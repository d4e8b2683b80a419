using OrleansML.Data.Scoring;
using OrleansML.Learning.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Brings the parts of a job to where they are read. Doing so again changes nothing.</summary>
internal sealed class ScoringPublisher(PostgresqlScores tables, ScoringViews views)
{
    /// <summary>Publishes.</summary>
    /// <returns>Where the scores are, in words.</returns>
    public async Task<string> PublishAsync(
        ScoringDefinition definition, ScoringManifest manifest, string folder, DateTimeOffset scoredAt, CancellationToken cancellationToken)
    {
        switch (definition.Output)
        {
            case TableOutput table:
                await tables.ApplyAsync(table, manifest, folder, cancellationToken);
                return $"table {table.Table}";
            case ViewOutput view:
                await views.IngestAsync(view, manifest, folder, scoredAt, cancellationToken);
                return $"feature view {view.View}";
            default:
                return Path.Combine(folder, ScoringManifest.FileName);
        }
    }

    /// <summary>Removes the parts of scores that were published elsewhere; manifest and dead letters stay.</summary>
    public void RemoveParts(string folder)
    {
        if (ScoringManifest.TryLoad(folder) is not { } manifest)
            return;
        foreach (var part in manifest.Parts)
        {
            if (part.File is { } file)
                File.Delete(Path.Combine(folder, file));
        }
    }
}
