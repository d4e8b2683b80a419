using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansML.Data.Monitoring;
using OrleansML.Data.Pipelines;
using OrleansML.Grains.Features;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Writes labelled predictions to train on. The file appears when it is complete, so that a repetition writes it again.</summary>
internal sealed class LabelledPredictionsStepRunner(SqlStepLimits limits, IOptions<FeatureOptions> features) : IStepRunner
{
    public StepKind Kind => StepKind.LabelledPredictions;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = context.Work<LabelledPredictionsStep>();
        var output = context.Expand(step.Output);
        var until = DateTimeOffset.Parse(context.Value(TemplateNames.IntervalEnd), CultureInfo.InvariantCulture);
        await new LabelledSetWriter(features.Value.DataDirectory, limits.Query).WriteAsync(context.Expand(step.Model), step.Label, until - step.Since, until, output, cancellationToken);
        return output;
    }
}
