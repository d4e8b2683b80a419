using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Data.Pipelines;
using OrleansML.Grains.Features;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Builds training sets. The file appears when it is complete, so that a repetition writes the same again.</summary>
internal sealed class TrainingSetStepRunner(FeatureViews views, SqlStepLimits limits, IOptions<FeatureOptions> features, FeatureKeys keys) : IStepRunner
{
    public StepKind Kind => StepKind.TrainingSet;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = context.Work<TrainingSetStep>();
        var known = await views.FindAllAsync(step.Views.Select(static view => view.View));
        string[] absent = [.. step.Views.Select(static view => view.View).Where(view => !known.ContainsKey(view))];
        if (absent.Length > 0)
            throw new StepFailedException(StepFailureKind.User, $"There is no feature view {string.Join(", ", absent.Select(static view => $"'{view}'"))}; apply it, or name another.");

        var output = context.Expand(step.Output);
        var request = new TrainingSetRequest
        {
            Spine = context.Expand(step.Spine),
            TimeColumn = step.Time,
            Output = output,
            Views = [.. step.Views.Select(view => new TrainingSetView { View = known[view.View], Features = view.Features, KeyColumns = view.Keys })],
            IncludeStatus = step.IncludeStatus,
        };
        await new TrainingSetBuilder(FeatureHistory.OptionsOf(features.Value, keys), limits.Query).BuildAsync(request, progress: null, cancellationToken);
        return output;
    }
}
