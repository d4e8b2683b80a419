using System.Security.Cryptography;
using System.Text;
using OrleansML.Learning.Monitoring;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Monitoring;

/// <summary>Raises the alarm of a pipeline, which knows one that comes again by its id.</summary>
internal sealed class PipelineAlarmAction(IGrainFactory grains) : IDeedRunner
{
    private const int LongestId = 200;

    public string Kind => DeedKinds.Pipeline;

    public async Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed)
    {
        var notice = deed.Notice;
        try
        {
            var decisions = await grains.GetGrain<IPipelineGrain>(deed.Target).RaiseAlarm(
                new PipelineAlarm { Id = IdOf(notice.Incident), Model = notice.Model, Name = notice.Rule, At = notice.At });
            return DeedResult.Done(decisions.Length == 0
                ? $"Pipeline '{deed.Target}' knows of it; no trigger that waits for it started anything now."
                : string.Join(" ", decisions));
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
        {
            return DeedResult.Failed(exception.Message, isFinal: true);
        }
    }

    /// <summary>The same for every repetition of an incident.</summary>
    public static string IdOf(string incident) => incident.Length <= LongestId ? incident : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(incident)));
}
