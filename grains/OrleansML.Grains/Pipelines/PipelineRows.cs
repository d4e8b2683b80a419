using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.Pipelines;
using OrleansML.Grains.Features;
using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>Counts new rows for pipelines, off the turns of grains. An answer that is lost is asked for again when the trigger polls next.</summary>
internal sealed partial class PipelineRows(
    IGrainFactory grains, SourceRows rows, IOptions<FeatureOptions> features, FeatureKeys keys, TimeProvider time, ILogger<PipelineRows> logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FileSettles = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Pipeline, string Trigger), bool> _underWay = new();

    /// <summary>Counts, and tells the pipeline; not while a count for the trigger is under way here.</summary>
    public void Count(string pipeline, RowQuestion question)
    {
        if (_underWay.TryAdd((pipeline, question.Trigger), true))
            _ = Task.Run(() => CountAsync(pipeline, question));
    }

    private async Task CountAsync(string pipeline, RowQuestion question)
    {
        try
        {
            await grains.GetGrain<IPipelineGrain>(pipeline).Report(new PipelineReport { Rows = await AnswerAsync(question) });
        }
        catch (Exception exception)
        {
            LogNotTold(logger, pipeline, question.Trigger, exception.Message);
        }
        finally
        {
            _underWay.TryRemove((pipeline, question.Trigger), out _);
        }
    }

    private async Task<PipelineRowsReport> AnswerAsync(RowQuestion question)
    {
        // Events are in files some time after they arrived; what may not be there yet is counted the next time.
        var settles = SourceRows.IsFile(question.Source) ? FileSettles : 2 * features.Value.HistoryBound;
        var report = new PipelineRowsReport { Trigger = question.Trigger, Since = question.Since, Until = time.GetUtcNow() - settles, Rows = 0 };
        if (report.Until <= report.Since)
            return report with { Failure = $"what came since {Instant.Text(question.Since)} may not be written yet." };
        try
        {
            using var ending = new CancellationTokenSource(Longest, time);
            var history = FeatureHistory.OptionsOf(features.Value, keys);
            return report with { Rows = await rows.CountAsync(history, question.Source, report.Since, report.Until, ending.Token) };
        }
        catch (Exception exception)
        {
            return report with { Failure = exception.Message };
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pipeline {Pipeline} could not be told of new rows for trigger {Trigger} this time: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string pipeline, string trigger, string reason);
}
