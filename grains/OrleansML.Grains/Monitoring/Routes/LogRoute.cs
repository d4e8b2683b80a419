using Microsoft.Extensions.Logging;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells the log of incidents.</summary>
internal sealed partial class LogRoute(ILogger<LogRoute> logger) : IDeedRunner
{
    public string Kind => DeedKinds.Log;

    public Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed)
    {
        var notice = deed.Notice;
        var level = notice.Event == AlarmTransitionKind.Closed || notice.Severity == AlarmSeverity.Info ? LogLevel.Information
            : notice.Severity == AlarmSeverity.Warning ? LogLevel.Warning : LogLevel.Error;
        LogIncident(
            logger, level, notice.Incident, EnumText.Of(notice.Event), notice.Model, notice.Version, notice.Rule, notice.Segment, EnumText.Of(notice.Severity), notice.Text);
        return Task.FromResult(DeedResult.Done("It is in the log of the silo."));
    }

    [LoggerMessage(Message = "Incident {Incident} is {Event}: model {Model} version {Version}, rule {Rule}, segment {Segment}, {Severity}. {Text}")]
    private static partial void LogIncident(
        ILogger logger, LogLevel level, string incident, string @event, string model, int version, string rule, string segment, string severity, string text);
}
