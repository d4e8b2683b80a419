using OrleansML.Monitoring;

namespace OrleansML.GatewayTests.Testing;

/// <summary>What a page must stand: numbers and categories, an alarm, a change of versions, and texts of strangers that would run or ask a host if they were markup.</summary>
internal static class HostileReport
{
    public const string Model = "hostile";

    public const string Script = "name=<script>window.ran=1;alert(1)</script>";

    public const string Image = "\"><img src=http://example.invalid/x onerror=window.ran=1>";

    public const string Closing = "</title></svg></td></table><iframe src=http://example.invalid/></iframe>";

    /// <summary>Windows of 10 s begin then.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Long = new('x', 200);

    public static MonitorReport Report { get; } = new()
    {
        Model = Model,
        Version = 1,
        Segment = "all",
        From = Start,
        Until = Start.AddSeconds(40),
        Baseline = "what the version was trained on",
        Rows = 1_234_567,
        Answered = 61_000,
        Failed = 12,
        P50Milliseconds = 0.484,
        P90Milliseconds = 5.696,
        P99Milliseconds = 14.208,
        Columns =
        [
            Number("monthly", 0.1377, isDrift: true), Number("tenure", 0.006, isDrift: false), Number(Long, 0.001, isDrift: false),
            Category(Image, [Script, "b", Closing]), Category("plan", [.. Enumerable.Range(0, 30).Select(static number => $"{Long}{number}")]),
        ],
        Outputs = [Number("prediction", 0.02, isDrift: false)],
        Performance = [new MonitorPerformance { Metric = "roc_auc", Value = 0.7454, Lower = 0.7123, Upper = 0.7784, Count = 24_340 }, new MonitorPerformance { Metric = "average_precision", Count = 5, Reason = Long }],
        Estimated = [new MonitorPerformance { Metric = "roc_auc", Value = 0.886, Lower = 0.8577, Upper = 0.9142, Count = 24_340 }],
        Lost = [new MonitorLoss { Source = "run", Version = 1, Lost = 3, Dropped = 0, Since = Start }],
        Watermark = Start.AddSeconds(40),
        Definition = new MonitorSummary { Revision = 2, WindowSeconds = 10, Baseline = "training", Profile = "own", Segments = ["name"], Rules = ["drift"] },
        Incidents = [Incident("drift", Script, "critical", null), Incident("missing", "all", "warning", Start.AddSeconds(35))],
        Timeline = [Point(0, 3_100, 0.01), Point(1, 4_000, 0.18), Point(2, 2_000, 0.3267), Point(3, 1_000, null)],
        Versions = [new MonitorVersionTime { Version = 1, From = Start, Until = Start.AddSeconds(40) }, new MonitorVersionTime { Version = 2, From = Start.AddSeconds(20), Until = Start.AddSeconds(40) }],
        Notes = [$"Changed within this time: {Closing}, {Long}."],
    };

    public static MonitorSegmentList Segments { get; } = new()
    {
        Model = Model,
        Version = 1,
        From = Start,
        Until = Start.AddSeconds(40),
        Baseline = "what the version was trained on",
        Rows = 1_234_567,
        Segments =
        [
            new MonitorSegmentReport { Segment = Script, Rows = 1_000_000, Share = 0.81, Column = Image, Psi = 1.1234, Missing = 0.005, Performance = [Report.Performance[0]], OpenIncidents = 1 },
            new MonitorSegmentReport { Segment = "name=b", Rows = 234_567, Share = 0.19, Reason = "Too few rows.", Performance = [], OpenIncidents = 0 },
        ],
    };

    private static MonitorColumn Number(string name, double psi, bool isDrift) => new()
    {
        Name = name,
        Kind = "number",
        Rows = 1_234_567,
        Missing = 0.01,
        TypeErrors = 0,
        OutOfRange = 0.112,
        Distinct = 5_487,
        Mean = 123_456.7,
        Deviation = 20.94,
        Minimum = -1_000_000,
        LowerQuartile = 29.53,
        Median = 44.19,
        UpperQuartile = 65.45,
        Maximum = 1e12,
        Drift = [new MonitorDrift { Metric = "psi", Value = psi, PValue = 1e-87, IsDrift = isDrift }, new MonitorDrift { Metric = "jensen_shannon", Value = psi, PValue = 1e-87, IsDrift = isDrift }],
        Distribution = new MonitorDistribution { Bars = ["\u2264 1", "1 \u2013 2", "> 2"], Edges = [1, 2], Then = [50, 30, 20], Now = [10, 30, 60] },
    };

    private static MonitorColumn Category(string name, string[] bars) => new()
    {
        Name = name,
        Kind = "category",
        Rows = 1_234_567,
        Missing = 0,
        TypeErrors = 0,
        Unseen = 0.5,
        Distinct = bars.Length,
        Drift = [new MonitorDrift { Metric = "psi", Reason = $"Not known: {Script}" }],
        Distribution = new MonitorDistribution { Bars = bars, Edges = [], Now = [.. bars.Select(static (_, number) => 10L + number)] },
    };

    private static MonitorIncident Incident(string rule, string segment, string severity, DateTimeOffset? closed) => FakeModelMonitorGrain.Open with
    {
        Id = $"{Model}/{rule}/{segment}/2026-03-01T00:00:10Z",
        Model = Model,
        Version = 1,
        Rule = rule,
        Segment = segment,
        Severity = severity,
        Window = Start.AddSeconds(10),
        OpenedAt = Start.AddSeconds(21),
        ClosedAt = closed,
        Text = $"psi of {Image} is 5.369 {Closing}",
    };

    private static MonitorPoint Point(int window, long rows, double? psi) => new()
    {
        Start = Start.AddSeconds(10 * window),
        End = Start.AddSeconds(10 * (window + 1)),
        Rows = rows,
        FailedShare = 0,
        P99Milliseconds = 4.5,
        Column = psi is null ? null : Image,
        Psi = psi,
        Performance = 0.89,
        Metric = "roc_auc",
    };
}
