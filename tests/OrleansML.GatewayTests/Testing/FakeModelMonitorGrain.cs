using System.Collections.Concurrent;
using OrleansML.Monitoring;

namespace OrleansML.GatewayTests.Testing;

/// <summary>The monitor of a model; every call that changes something is noted.</summary>
internal sealed class FakeModelMonitorGrain : Grain, IModelMonitorGrain
{
    public const string Incident = "fare/drift/vendor=\"A\"/2026-03-01T00:00:00Z";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static ConcurrentQueue<object> Calls { get; } = [];

    public static MonitorIncident Open => new()
    {
        Id = Incident,
        Model = "fare",
        Version = 2,
        Rule = "drift",
        Kind = "drift",
        Segment = "vendor=\"A\"",
        Window = Start,
        Severity = "critical",
        Text = "<b>amount</b> drifts.",
        OpenedAt = Start.AddHours(1),
        Evidence = new MonitorEvidence
        {
            Metric = "psi",
            Value = double.NaN,
            Limit = 0.1,
            Rows = 1_000,
            From = Start,
            Until = Start.AddHours(1),
            Columns = [new MonitorShare { Name = "amount", Value = 0.5, Rows = 1_000, Share = 0.75 }],
            Segments = [],
        },
        Actions =
        [
            new MonitorAction { Kind = "log", Target = "", Reason = "opened", At = Start.AddHours(1), State = "done", EndedAt = Start.AddHours(1), Attempts = 1, Outcome = "Written." },
        ],
    };

    public Task<MonitorApplied> Apply(ApplyMonitorRequest request) => Noted(request, new MonitorApplied { Model = Name, Revision = 3, Changes = ["Rule 'drift' is new."], Notes = ["There is no pipeline 'p'."] });

    public Task<MonitorDefinitionText> GetDefinition() => Task.FromResult(new MonitorDefinitionText { Model = Name, Definition = "model: fare\n", Revision = 2, AppliedAt = Start, Actor = "me" });

    public Task<MonitorApplied> Delete() => Noted("delete", new MonitorApplied { Model = Name, Revision = 0, Changes = ["The default holds."] });

    public Task<MonitorIncident[]> GetIncidents(bool? isOpen, int most) => Noted((isOpen, most), new[] { Open });

    public Task<MonitorIncident> GetIncident(string id) => id == Incident
        ? Task.FromResult(Open)
        : throw new OrleansMLException(ErrorCode.IncidentNotFound, $"There is no incident '{id}'.");

    public Task<MonitorIncident> Close(string id, string reason) => Noted((id, reason), Open with { ClosedAt = Start.AddHours(2), ClosedBecause = reason });

    public Task<MonitorSilence[]> Silence(MonitorSilence silence) => Noted(silence, new[] { silence });

    public Task<MonitorSilence[]> GetSilences() => Task.FromResult(Array.Empty<MonitorSilence>());

    public Task<MonitorWatch> GetWatch() => throw new NotSupportedException();

    public Task<MonitorWatch> Report(MonitorProgress progress) => throw new NotSupportedException();

    public Task<MonitorIndex> GetIndex() => throw new NotSupportedException();

    public Task LabelsCame() => throw new NotSupportedException();

    public Task Ensure() => throw new NotSupportedException();

    private string Name => this.GetPrimaryKeyString();

    private static Task<T> Noted<T>(object call, T answer)
    {
        Calls.Enqueue(call);
        return Task.FromResult(answer);
    }
}
