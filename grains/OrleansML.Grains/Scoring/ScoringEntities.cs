using Microsoft.Extensions.Options;
using OrleansML.Data.Scoring;
using OrleansML.Grains.Features;
using OrleansML.Learning.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Makes files of what is no file: the entities of a feature view.</summary>
internal sealed class ScoringEntities(ViewEntities entities, FeatureViews views, FeatureKeys keys, ScoringFolders folders, IOptions<FeatureOptions> options)
{
    private const string FileName = "entities.parquet";

    /// <summary>The definition with a file as its input, which is written where it is not there yet. Any other definition stays as it is.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.FeatureViewNotFound"/>.</exception>
    /// <exception cref="ScoringDataException">No entity is known.</exception>
    public async Task<ScoringDefinition> StageAsync(string job, ScoringDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.Input is not ViewInput input)
            return definition;

        var view = (await views.GetAsync(input.View)).View;
        var path = ScoringPlanner.StagedPath(folders.Of(job), FileName);
        await entities.StageAsync(FeatureHistory.OptionsOf(options.Value, keys), view, path, cancellationToken);
        return definition with { Input = new FileInput(path, ScoringFormat.Parquet) };
    }
}
