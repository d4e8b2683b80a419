using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.UnitTests.Monitoring.Judging;

public sealed class MonitorTurnTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly MonitorDefinition Definition = MonitorDefinitionReader.Read("""
        model: m
        window: 1m
        rules:
          silent: { kind: rows, at_least: 1, severity: critical, until: 1 }
        routes:
          webhook: { url: "https://hooks.example.com/a?token=b", secret: "${secret:HOOK}", severity: critical }
          mail: { host: smtp.example.com, from: a@example.com, to: [b@example.com, c@example.com] }
        actions: { pipeline: retrain }
        """);

    [Fact]
    public void Report_TheSameAgain_ChangesNothing()
    {
        var loss = new MonitorLoss { Source = "a", Version = 1, Lost = 5, Dropped = 2, Since = Noon };
        var progress = Progress(Noon) with { Lost = [loss] };
        var record = MonitorTurn.Report(new MonitorRecord(), Definition, progress);

        Assert.Equal([Noon], record.Windows.All.Select(static window => window.Start));
        Assert.Equal([loss], record.Lost);
        Assert.Same(record, MonitorTurn.Report(record, Definition, progress));
    }

    [Fact]
    public void Report_JudgedWindow_IsTouchedUntilItIsJudgedAsItIsNow()
    {
        var record = Judge(MonitorTurn.Report(new MonitorRecord(), Definition, Progress(Noon)), Noon, 5, seen: 0);
        Assert.Empty(record.Touched);
        record = MonitorTurn.Report(record, Definition, Progress(Noon));
        Assert.Equal([KeyValuePair.Create(Noon, 1)], record.Touched);

        // While it was measured, more came.
        var more = MonitorTurn.Report(record, Definition, Progress(Noon));
        Assert.Equal([KeyValuePair.Create(Noon, 2)], Judge(more, Noon, 6, seen: 1).Touched);
        Assert.Empty(Judge(more, Noon, 6, seen: 2).Touched);
    }

    [Fact]
    public void Report_DayIsOneWindowAlready_TheWindowIsForgotten()
    {
        var record = MonitorTurn.Report(new MonitorRecord { MergedUntil = Noon.AddHours(12) }, Definition, Progress(Noon));

        Assert.Equal(0, record.Windows.Count);
        Assert.Equal(Noon, Assert.Single(record.Doomed).Start);
        Assert.Same(record, MonitorTurn.Report(record, Definition, Progress(Noon)));
    }

    [Fact]
    public void Judge_AlarmOpensAndCloses_EveryoneIsToldOnceAndThePipelineIsAlarmedOnce()
    {
        var open = Judge(new MonitorRecord(), Noon, 0);
        var kept = Judge(open, Noon.AddMinutes(1), 0);
        var closed = Judge(kept, Noon.AddMinutes(2), 1);

        const string id = "m/silent/all/2026-03-02T12:00:00Z";
        string[] opened = ["log  Opened", "webhook https://hooks.example.com/a Opened", "mail b@example.com, c@example.com Opened", "pipeline retrain Opened"];
        Assert.Equal(opened, Of(open));
        Assert.Equal(opened, Of(kept));
        Assert.Equal([.. opened, "log  Closed", "webhook https://hooks.example.com/a Closed", "mail b@example.com, c@example.com Closed"], Of(closed));
        Assert.Equal(7, closed.Notes[id].Deeds.Select(static deed => deed.Id).Distinct().Count());
        Assert.All(closed.Notes[id].Deeds, static deed => Assert.Matches("^msg_[0-9a-f]{32}$", deed.Id));
        Assert.Equal((7, MonitorRuleKind.Rows), (closed.Notes[id].Version, closed.Notes[id].Kind));

        static string[] Of(MonitorRecord record) => [.. record.Notes[id].Deeds.Select(static deed => $"{deed.Kind} {deed.Target} {deed.Notice.Event}")];
    }

    [Fact]
    public void Apply_RuleIsGone_ItsIncidentIsClosedAndTheWordIsSpread()
    {
        var record = Judge(MonitorTurn.Apply(new MonitorRecord(), "one", Definition, "ann", Noon), Noon, 0);

        var next = MonitorTurn.Apply(record, null, MonitorDefinition.DefaultOf("m"), "", Noon.AddMinutes(5));

        Assert.Equal((0, 1, null), (next.Revision, next.LastRevision, next.AppliedAt));
        Assert.Equal("The definition has no rule 'silent' any more.", Assert.Single(next.Alarms.Closed).ClosedBecause);
        Assert.Equal("log", next.Notes.Values.Single().Deeds[^1].Kind);
        Assert.Equal(2, MonitorTurn.Apply(next, "two", Definition, "", Noon).Revision);
        Assert.Same(next, MonitorTurn.Apply(next, null, MonitorDefinition.DefaultOf("m"), "", Noon));
    }

    [Fact]
    public void Attempted_FailuresThenDone_AreRepeatedLaterAndLater()
    {
        var record = Judge(new MonitorRecord(), Noon, 0);
        var (id, note) = record.Notes.Single();
        var deed = note.Deeds[1];

        record = MonitorTurn.Attempted(record, id, deed.Id, DeedResult.Failed("No."), Noon);
        Assert.Equal((1, Noon.AddSeconds(5), "No.", true), Of(record));
        record = MonitorTurn.Attempted(record, id, deed.Id, DeedResult.Failed("No."), Noon.AddMinutes(1));
        Assert.Equal((2, Noon.AddMinutes(1).AddSeconds(20), "No.", true), Of(record));
        var done = MonitorTurn.Attempted(record, id, deed.Id, DeedResult.Done("Yes."), Noon.AddMinutes(2));
        Assert.Equal((3, "Yes.", false, true), (Find(done).Attempts, Find(done).Outcome, Find(done).IsPending, Find(done).IsDone));
        Assert.Same(done, MonitorTurn.Attempted(done, id, deed.Id, DeedResult.Done("Again."), Noon.AddMinutes(3)));
        var given = MonitorTurn.Attempted(record, id, deed.Id, DeedResult.Failed("Gone."), Noon.AddDays(3).AddMinutes(2));
        Assert.Equal((false, false), (Find(given).IsPending, Find(given).IsDone));

        MonitorDeed Find(MonitorRecord of) => of.Notes[id].Deeds.Single(one => one.Id == deed.Id);
        (int, DateTimeOffset, string, bool) Of(MonitorRecord of) => (Find(of).Attempts, Find(of).DueAt, Find(of).Outcome, Find(of).IsPending);
    }

    [Fact]
    public void Write_WhateverIsKnown_IsReadAgainAsItWas()
    {
        var record = Judge(MonitorTurn.Report(MonitorTurn.Apply(new MonitorRecord(), "text", Definition, "ann", Noon), Definition, Progress(Noon, Noon.AddMinutes(1))), Noon, 0);
        record = MonitorTurn.Report(record, Definition, Progress(Noon) with { Lost = [new MonitorLoss { Source = "a", Version = 1, Lost = 5, Dropped = 2, Since = Noon }] });

        var read = MonitorRecord.Read(record.Write());

        Assert.Equal(record.Write(), read.Write());
        Assert.Equal(record.Windows.All.Select(static window => window.Start), read.Windows.All.Select(static window => window.Start));
        Assert.Equal(record.Alarms.Open["silent/all"].Id, read.Alarms.Open["silent/all"].Id);
        Assert.Equal(record.Alarms.Tracks["silent/all"], read.Alarms.Tracks["silent/all"]);
        Assert.Equal(record.Touched, read.Touched);
    }

    private static MonitorRecord Judge(MonitorRecord record, DateTimeOffset start, long rows, int seen = 0) => MonitorTurn.Judge(
        record, Definition, new MeasuredWindow(start, 7, [new RuleMeasurement { Rule = "silent", Value = rows, Rows = rows }]), seen, start.AddMinutes(1));

    private static MonitorProgress Progress(params DateTimeOffset[] starts) => new()
    {
        Source = "a", CompleteUntil = Noon, Windows = [.. starts.Select(static start => new MonitorWindowId { Version = 1, Start = start, Length = TimeSpan.FromMinutes(1) })],
    };
}
