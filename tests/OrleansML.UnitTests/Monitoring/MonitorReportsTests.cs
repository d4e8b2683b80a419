using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Monitoring;

namespace OrleansML.UnitTests.Monitoring;

public sealed class MonitorReportsTests
{
    // (0.5 - 0.2) ln(0.5 / 0.2) + (0.2 - 0.5) ln(0.2 / 0.5); the middle bin has not changed.
    private const double Psi = 0.5497744391244931;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ColumnShape Numbers = ColumnShape.OfNumbers([1, 2], 0, 3);

    [Fact]
    public void ReportOf_WindowsAgainstWindows_TellsNumbersAndDistributions()
    {
        var report = ReportOf(Plan(), [Window(0, 10, 15, 25), Window(1, 10, 15, 25)], Earlier(100, 60, 40), []);

        Assert.Equal((100, 2, 2), (report.Rows, report.Answered, report.Failed));
        Assert.Equal(("fare", 1, "all", "earlier"), (report.Model, report.Version, report.Segment, report.Baseline));
        var column = Assert.Single(report.Columns);
        Assert.Equal(("amount", "number", 100L), (column.Name, column.Kind, column.Rows));
        Assert.Equal((0.0, 0.0, 0.0, null), (column.Missing, column.TypeErrors, column.OutOfRange, column.Unseen));

        // 20 times 0.5, 30 times 1.5 and 50 times 2.5: mean 1.8, variance 0.2 * 1.69 + 0.3 * 0.09 + 0.5 * 0.49.
        Assert.Equal(1.8, column.Mean!.Value, 12);
        Assert.Equal(Math.Sqrt(0.61), column.Deviation!.Value, 12);
        Assert.Equal((0.5, 1.5, 1.5, 2.5, 2.5), (column.Minimum, column.LowerQuartile, column.Median, column.UpperQuartile, column.Maximum));
        Assert.Equal(["psi", "jensen_shannon", "hellinger", "kolmogorov_smirnov", "wasserstein"], column.Drift.Select(static drift => drift.Metric));
        Assert.Equal(Psi, column.Drift[0].Value!.Value, 12);
        Assert.True(column.Drift[0].IsDrift);

        // The distribution functions are 0.3 apart below both edges, and the areas 0.3 + 0.3 over the deviation of the baseline, the same 0.61.
        Assert.Equal(0.3, column.Drift[3].Value!.Value, 12);
        Assert.Equal(0.6 / Math.Sqrt(0.61), column.Drift[4].Value!.Value, 12);
        Assert.Equal(["≤ 1", "1 – 2", "> 2"], column.Distribution!.Bars);
        Assert.Equal([100, 60, 40], column.Distribution.Then!);
        Assert.Equal([20, 30, 50], column.Distribution.Now);
    }

    [Fact]
    public void ReportOf_Timeline_TellsEachWindowByItself()
    {
        var report = ReportOf(Plan(), [Window(0, 20, 30, 50), Window(1, 50, 30, 20), Window(2, 1, 1, 1)], Earlier(100, 60, 40), []);

        Assert.Equal([100, 100, 3], report.Timeline.Select(static point => point.Rows));
        Assert.Equal([0.5, 0.5, 0.5], report.Timeline.Select(static point => point.FailedShare));
        Assert.Equal(["amount", "amount", null], report.Timeline.Select(static point => point.Column));
        Assert.Equal(Psi, report.Timeline[0].Psi!.Value, 12);
        Assert.Equal(0, report.Timeline[1].Psi!.Value, 12);
        Assert.Null(report.Timeline[2].Psi);
        Assert.Equal((Start.AddHours(2), Start.AddHours(3)), (report.Timeline[2].Start, report.Timeline[2].End));
    }

    [Fact]
    public void ReportOf_Training_TellsWhatBinsCannotSay()
    {
        var profile = new ReferenceProfile
        {
            InputRows = 100,
            PredictionRows = 0,
            Numeric = new Dictionary<string, NumericProfile>
            {
                ["amount"] = new()
                {
                    Count = 100, Missing = 0, Mean = 1.2, Deviation = 0.78, Minimum = 0, Maximum = 3, Quantiles = [], Histogram = new NumericHistogram([1, 2], [50, 30, 20]),
                },
            },
            Categorical = new Dictionary<string, CategoricalProfile>(),
            Predictions = new Dictionary<string, NumericProfile>(),
            Segments = new Dictionary<string, SegmentProfile>(),
        };

        var report = ReportOf(Plan(), [Window(0, 20, 30, 50)], new QueryBaseline("training", profile), []);

        var column = Assert.Single(report.Columns);
        Assert.Equal(Psi, column.Drift[0].Value!.Value, 12);
        Assert.Equal((null, "kolmogorov_smirnov needs values, not bins."), (column.Drift[3].Value, column.Drift[3].Reason));
        Assert.Equal([50, 30, 20], column.Distribution!.Then!);
    }

    [Fact]
    public void ReportOf_OtherBinsOrNoBaseline_SaysWhy()
    {
        var other = new SegmentWindow();
        other.ColumnOf("amount", isOutput: false, ColumnShape.OfNumbers([5]))!.Add(1);

        var bins = ReportOf(Plan(), [Window(0, 20, 30, 50)], new QueryBaseline("earlier", Window: other), []);
        var none = ReportOf(Plan(), [], new QueryBaseline("earlier", Reason: "Nothing there."), []);

        Assert.StartsWith("The baseline has other bins", bins.Columns[0].Drift[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["There are no windows in this time; those of version 1 lie between 2026-03-01 00:00:00Z and 2026-03-02 11:00:00Z.", "Nothing there."], none.Notes);
        Assert.Null(none.P99Milliseconds);
        Assert.Empty(none.Columns);
    }

    [Fact]
    public void ReportOf_Labels_TellsTheMainMetricFirst()
    {
        var labels = new PerformanceWindow(EvaluationTask.BinaryClassification, ["no", "yes"]);
        labels.AddBinary(0.9, "yes");
        labels.AddBinary(0.2, "no");

        var report = ReportOf(
            Plan(), [Window(0, 20, 30, 50) with { Window = new MonitorWindow { Performance = labels.ToArray() } }], Earlier(50, 30, 20), []);

        Assert.Equal(("roc_auc", 1.0), (report.Performance[0].Metric, report.Performance[0].Value));
        Assert.Equal(("roc_auc", 1.0), (report.Timeline[0].Metric, report.Timeline[0].Performance));
    }

    [Fact]
    public void ReportOf_ManyCategories_IsBoundedAndKeepsTheSum()
    {
        var window = new SegmentWindow();
        var column = window.ColumnOf("zone", isOutput: false, ColumnShape.OfCategories())!;
        for (var index = 0; index < 100; index++)
        {
            for (var times = 0; times <= index; times++)
                column.Add($"z{index:000}");
        }

        column.AddMissing();

        var report = ReportOf(Plan(), [new QueryWindow(Key(0), new MonitorWindow { Window = window.ToArray() })], new QueryBaseline("none"), []);

        var zone = Assert.Single(report.Columns);
        Assert.Equal(("category", 100L), (zone.Kind, zone.Distinct));
        Assert.Equal(30, zone.Distribution!.Bars.Length);
        Assert.Equal(["z099", "z098"], zone.Distribution.Bars[..2]);
        Assert.Equal(["(other)", "(missing)"], zone.Distribution.Bars[^2..]);
        Assert.Equal((5_051, 1), (zone.Distribution.Now.Sum(), zone.Distribution.Now[^1]));
        Assert.Null(zone.Distribution.Then);
    }

    [Fact]
    public void ReportOf_Incidents_AreThoseOfTheTimeAndTheSegment()
    {
        MonitorIncident[] incidents =
        [
            Incident("a", "all", Start.AddDays(-9), null), Incident("b", "v=1", Start, null), Incident("c", "all", Start.AddDays(-9), Start.AddDays(-8)),
            Incident("d", "v=1", Start.AddHours(-1), Start.AddHours(1)),
        ];

        var whole = ReportOf(Plan(), [], new QueryBaseline("none"), incidents);
        var part = ReportOf(Plan() with { Segment = "v=1" }, [], new QueryBaseline("none"), incidents);
        var segment = MonitorReports.SegmentOf("v=1", SegmentData.Of([Window(0, 20, 30, 50).Window]), Earlier(50, 30, 20), 400, incidents);

        Assert.Equal(["a", "b", "d"], whole.Incidents.Select(static incident => incident.Id));
        Assert.Equal(["b", "d"], part.Incidents.Select(static incident => incident.Id));
        Assert.Equal((1, 100, 0.25, "amount", 0.0), (segment.OpenIncidents, segment.Rows, segment.Share, segment.Column, segment.Missing));
        Assert.Equal(Psi, segment.Psi!.Value, 12);
    }

    [Fact]
    public void Sort_Segments_WorstFirst()
    {
        var sorted = MonitorReports.Sort([Segment("a", 9, null, 0), Segment("b", 1, 0.2, 0), Segment("c", 1, 0.1, 1), Segment("d", 5, 0.2, 0)]);

        Assert.Equal(["c", "d", "b", "a"], sorted.Select(static segment => segment.Segment));
    }

    private static MonitorReport ReportOf(QueryPlan plan, QueryWindow[] windows, QueryBaseline baseline, MonitorIncident[] incidents) => MonitorReports.ReportOf(
        plan,
        SegmentData.Of([.. windows.Select(static window => window.Window)]),
        Array.ConvertAll(windows, window => MonitorReports.PointOf(window.Key, SegmentData.Of([window.Window]), baseline)),
        baseline,
        incidents);

    private static QueryPlan Plan() => QueryPlan.Of("fare", new MonitorQuery { From = Start, Until = Start.AddHours(3) }, QueryPlanTests.Index(), champion: 1);

    private static MonitorKey Key(int hour) => new("fare", 1, Start.AddHours(hour), TimeSpan.FromHours(1), "all");

    private static QueryWindow Window(int hour, int low, int middle, int high) => new(Key(hour), new MonitorWindow { Window = Counted(low, middle, high).ToArray() });

    private static QueryBaseline Earlier(int low, int middle, int high) => new("earlier", Window: Counted(low, middle, high));

    private static SegmentWindow Counted(int low, int middle, int high)
    {
        var window = new SegmentWindow();
        window.AddAnswered(low + middle + high, TimeSpan.FromMilliseconds(1));
        window.AddFailed();
        var column = window.ColumnOf("amount", isOutput: false, Numbers)!;
        foreach (var (value, times) in new[] { (0.5, low), (1.5, middle), (2.5, high) })
        {
            for (var time = 0; time < times; time++)
                column.Add(value);
        }

        return window;
    }

    private static MonitorSegmentReport Segment(string name, long rows, double? psi, int open) => new() { Segment = name, Rows = rows, Psi = psi, Performance = [], OpenIncidents = open };

    private static MonitorIncident Incident(string id, string segment, DateTimeOffset opened, DateTimeOffset? closed) => new()
    {
        Id = id,
        Model = "fare",
        Version = 1,
        Rule = "drift",
        Kind = "drift",
        Segment = segment,
        Window = opened,
        Severity = "warning",
        Text = "",
        OpenedAt = opened,
        ClosedAt = closed,
        Evidence = new MonitorEvidence { Metric = "psi", Value = 1, Rows = 1, From = opened, Until = opened, Columns = [], Segments = [] },
    };

    private sealed record QueryWindow(MonitorKey Key, MonitorWindow Window);
}
