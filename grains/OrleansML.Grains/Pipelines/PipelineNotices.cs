using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// Delivers what web hooks are to be told, off the turns of grains, each at least once and under one id. One that is not taken is tried again after 5 s, and
/// each time after four times as long, at most 6 h, for 3 days.
/// </summary>
internal sealed partial class PipelineNotices(IGrainFactory grains, PipelineWebhook webhook, ILogger<PipelineNotices> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);

    /// <summary>Sends what is due, and tells the pipeline what came of it; never waits.</summary>
    public void Send(string pipeline, ImmutableList<PipelineNotice> notices, DateTimeOffset now)
    {
        foreach (var notice in notices)
        {
            if (notice.DueAt <= now && _underWay.TryAdd(notice.Id, true))
                _ = Task.Run(() => SendAsync(pipeline, notice));
        }
    }

    /// <summary>What is known of a pipeline after an attempt.</summary>
    public static PipelineRecord Next(PipelineRecord record, PipelineNotice notice, PipelineDeliveryReport report, DateTimeOffset now)
    {
        if (report.Failure.Length == 0)
            return record with { Notices = record.Notices.Remove(notice) };
        if (report.IsFinal || now - notice.At > Life)
        {
            return (record with { Notices = record.Notices.Remove(notice) })
                .Note(now, "notify", $"Notification '{notice.Id}' of {Instant.Text(notice.At)} is given up: {report.Failure}");
        }

        var wait = First * Math.Pow(4, Math.Min(notice.Attempts, 10));
        var next = notice with { Attempts = notice.Attempts + 1, Failure = report.Failure, DueAt = now + (wait < LongestWait ? wait : LongestWait) };
        return record with { Notices = record.Notices.Replace(notice, next) };
    }

    private async Task SendAsync(string pipeline, PipelineNotice notice)
    {
        try
        {
            var report = await webhook.SendAsync(notice);
            await grains.GetGrain<IPipelineGrain>(pipeline).Report(new PipelineReport { Delivery = report });
        }
        catch (Exception exception)
        {
            // It is sent again under the same id.
            LogNotTold(logger, pipeline, notice.Id, exception.Message);
        }
        finally
        {
            _underWay.TryRemove(notice.Id, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pipeline {Pipeline} could not be told of notification {Notice} this time: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string pipeline, string notice, string reason);
}
