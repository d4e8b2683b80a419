using System.Globalization;
using System.Text;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What mails about incidents say.</summary>
internal static class MailText
{
    public static string SubjectOf(MonitorNotice notice) => $"[{EnumText.Of(notice.Severity)}] {notice.Model}: {notice.Rule} of {notice.Segment} {Happened(notice.Event)}";

    public static string BodyOf(MonitorNotice notice)
    {
        var text = new StringBuilder();
        text.AppendLine(notice.Text).AppendLine();
        Line("Incident", notice.Incident);
        Line("Model", string.Create(CultureInfo.InvariantCulture, $"{notice.Model} version {notice.Version}"));
        Line("Rule", $"{notice.Rule} ({EnumText.Of(notice.Kind)})");
        Line("Segment", notice.Segment);
        Line("Severity", EnumText.Of(notice.Severity));
        Line("Opened", Of(notice.OpenedAt));
        if (notice.ClosedAt is { } closedAt)
            Line("Closed", Of(closedAt));
        var evidence = notice.Evidence;
        Line("Last bad window", $"{Of(evidence.From)} to {Of(evidence.Until)}");
        Line(evidence.Metric, string.Create(CultureInfo.InvariantCulture, $"{evidence.Value:G6} over {evidence.Rows} rows"));
        Shares("Columns that changed most", evidence.Columns);
        Shares("Segments that explain most", evidence.Segments);
        return text.ToString();

        void Line(string name, string value) => text.Append(name).Append(": ").AppendLine(value);

        void Shares(string title, IReadOnlyList<ChangeShare> shares)
        {
            if (shares.Count == 0)
                return;

            text.AppendLine().Append(title).AppendLine(":");
            foreach (var share in shares)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {share.Name}: {share.Value:G4}, {share.Share:P0} of the change");
        }
    }

    private static string Happened(AlarmTransitionKind kind) => kind switch
    {
        AlarmTransitionKind.Opened => "is bad",
        AlarmTransitionKind.Escalated => "is worse",
        AlarmTransitionKind.Closed => "is over",
        _ => "is still bad",
    };

    private static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
