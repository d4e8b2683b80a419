using System.Collections.Concurrent;
using OrleansML.Monitoring;

namespace OrleansML.GatewayTests.Testing;

/// <summary>A report with everything that needs care: texts to escape, numbers that cannot be said, incidents.</summary>
internal sealed class FakeMonitorQueryGrain : Grain, IMonitorQueryGrain
{
    public static ConcurrentQueue<MonitorQuery> Queries { get; } = [];

    public Task<MonitorReport> GetReport(MonitorQuery query)
    {
        Queries.Enqueue(query);
        return query.Version == 9
            ? throw new OrleansMLException(ErrorCode.InvalidRequest, "There are no windows of version 9.")
            : Task.FromResult(IsHostile ? HostileReport.Report : Report());
    }

    public Task<MonitorSegmentList> GetSegments(MonitorQuery query)
    {
        Queries.Enqueue(query);
        return Task.FromResult(IsHostile ? HostileReport.Segments : Segments());
    }

    private bool IsHostile => this.GetPrimaryKeyString() == HostileReport.Model;

    public static MonitorReport Report() => new()
    {
        Model = "fare",
        Version = 2,
        Segment = "all",
        From = FakeModelMonitorGrain.Start,
        Until = FakeModelMonitorGrain.Start.AddHours(2),
        Baseline = "what the version was trained on",
        Rows = 1_500,
        Answered = 1_500,
        Failed = 3,
        P50Milliseconds = 1.5,
        Columns =
        [
            new MonitorColumn
            {
                Name = "<amount>",
                Kind = "number",
                Rows = 1_500,
                Missing = 0.1,
                Mean = 2,
                Drift = [new MonitorDrift { Metric = "psi", Value = 0.5, PValue = 0.001, IsDrift = true }, new MonitorDrift { Metric = "wasserstein", Reason = "Values are needed." }],
                Distribution = new MonitorDistribution { Bars = ["\u2264 1", "> 1"], Edges = [1], Then = [50, 50], Now = [90, 10] },
            },
        ],
        Outputs = [],
        Performance = [new MonitorPerformance { Metric = "roc_auc", Count = 5, Reason = "One class." }],
        Lost = [],
        Definition = new MonitorSummary { Revision = 2, WindowSeconds = 3_600, Baseline = "training", Profile = "own", Segments = ["vendor"], Rules = ["drift"] },
        Incidents = [FakeModelMonitorGrain.Open],
        Timeline =
        [
            new MonitorPoint { Start = FakeModelMonitorGrain.Start, End = FakeModelMonitorGrain.Start.AddHours(1), Rows = 1_000, Psi = 0.4, Column = "<amount>", FailedShare = 0 },
            new MonitorPoint { Start = FakeModelMonitorGrain.Start.AddHours(1), End = FakeModelMonitorGrain.Start.AddHours(2), Rows = 500 },
        ],
        Notes = ["Note & more."],
    };

    public static MonitorSegmentList Segments() => new()
    {
        Model = "fare",
        Version = 2,
        From = FakeModelMonitorGrain.Start,
        Until = FakeModelMonitorGrain.Start.AddHours(2),
        Baseline = "the time before, as long",
        Rows = 1_500,
        Segments =
        [
            new MonitorSegmentReport { Segment = "vendor=\"A\"", Rows = 1_000, Share = 0.5, Column = "<amount>", Psi = 0.25, Missing = 0.1, Performance = [], OpenIncidents = 1 },
        ],
    };
}
