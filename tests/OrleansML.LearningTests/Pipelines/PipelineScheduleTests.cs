using System.Globalization;
using System.Text.Json;
using OrleansML.Learning.Pipelines;
using Xunit;

namespace OrleansML.LearningTests.Pipelines;

/// <summary>Nightly at 02:00 in Berlin, which is 01:00 UTC in winter.</summary>
public sealed class PipelineScheduleTests
{
    private const string Nightly = "t: { cron: \"0 2 * * *\", time_zone: Europe/Berlin }";

    [Fact]
    public void Decide_DueAtChangeOfClocks_StartsOnceWithItsIntervalAndSaysWhy()
    {
        var world = new World(Nightly).At("2026-03-28T12:00:00Z").At("2026-03-29T01:00:00Z").At("2026-03-29T01:00:00Z").At("2026-03-28T13:00:00Z");

        Assert.Equal(["Start t/2026-03-29T01:00:00Z"], world.Log);
        Assert.Equal("'t/2026-03-29T01:00:00Z' starts for data from 2026-03-28T01:00:00Z to 2026-03-29T01:00:00Z: it is due, and no other run goes on.", world.Whys[0]);
        Assert.Equal("The next run is due at 2026-03-30T00:00:00Z (cron '0 2 * * *' in Europe/Berlin).", world.Last.Decisions[^1].Why);
        Assert.Equal(Time("2026-03-30T00:00:00Z"), world.Last.LookAgainAt);
    }

    [Theory]
    [InlineData("skip", "Start t/2026-01-02T01:00:00Z,Skip t/2026-01-03T01:00:00Z,Skip t/2026-01-04T01:00:00Z")]
    [InlineData("buffer_one", "Start t/2026-01-02T01:00:00Z,Buffer t/2026-01-03T01:00:00Z,Skip t/2026-01-04T01:00:00Z,Start t/2026-01-03T01:00:00Z")]
    [InlineData("cancel_other", "Start t/2026-01-02T01:00:00Z,Cancel t/2026-01-02T01:00:00Z,Buffer t/2026-01-03T01:00:00Z,Skip t/2026-01-03T01:00:00Z,Buffer t/2026-01-04T01:00:00Z,Start t/2026-01-04T01:00:00Z")]
    public void Decide_DueWhileAnotherGoesOn_FollowsOverlap(string overlap, string expected)
    {
        var world = new World(Nightly, $"overlap: {overlap}").At("2026-01-01T12:00:00Z").At("2026-01-02T01:00:00Z").At("2026-01-03T01:00:00Z").At("2026-01-04T01:00:00Z");

        world.End("t/2026-01-02T01:00:00Z", RunOutcome.Cancelled, "2026-01-04T09:00:00Z").At("2026-01-04T09:00:00Z");

        Assert.Equal(expected.Split(','), world.Log);
    }

    [Theory]
    [InlineData("window: 1d", "Miss 3 old,Start t/2026-01-05T01:00:00Z")]
    [InlineData("window: 3d", "Miss 1 old,Miss 2 late,Start t/2026-01-05T01:00:00Z")]
    [InlineData("window: 1h", "Miss 4 old")]
    [InlineData("window: 3d, runs: all", "Miss 1 old,Start t/2026-01-03T01:00:00Z,Buffer t/2026-01-04T01:00:00Z,Buffer t/2026-01-05T01:00:00Z")]
    [InlineData("window: 3d, runs: all, most: 2", "Miss 1 old,Miss 1 late,Start t/2026-01-04T01:00:00Z,Buffer t/2026-01-05T01:00:00Z")]
    public void Decide_AfterOutage_MakesUpWhatThePolicySays(string policy, string expected)
    {
        var world = new World(Nightly, $"catch_up: {{ {policy} }}").At("2026-01-01T12:00:00Z").At("2026-01-05T12:00:00Z");

        Assert.Equal(expected.Split(','), world.Log);
    }

    [Fact]
    public void Decide_OneNightMissed_SaysWhichAndMakesUpTheNext()
    {
        var world = new World(Nightly).At("2026-01-01T12:00:00Z").At("2026-01-03T12:00:00Z");

        Assert.Equal(
            [
                "The run due at 2026-01-02T01:00:00Z was missed: it is older than the catch-up window of 1d, which starts at 2026-01-02T12:00:00Z.",
                "'t/2026-01-03T01:00:00Z' starts for data from 2026-01-02T01:00:00Z to 2026-01-03T01:00:00Z: it came due while nothing was looking and is made up, and no other run goes on.",
            ],
            world.Whys);
    }

    [Fact]
    public void Decide_OutageOfYears_CountsUpToALimit()
    {
        var world = new World("t: { interval: 1m }").At("2016-01-01T00:00:00Z").At("2026-01-01T00:00:00Z");

        Assert.Equal("More than 10000 runs due from 2016-01-01T00:01:00Z to 2025-12-30T23:59:00Z were missed: they are older than the catch-up window of 1d, which starts at 2025-12-31T00:00:00Z.", world.Whys[0]);
        Assert.Equal("Start t/2026-01-01T00:00:00Z", world.Log[^1]);
    }

    [Fact]
    public void Decide_OtherSchedule_ReplaysNothing()
    {
        var world = new World(Nightly).At("2026-01-01T12:00:00Z").At("2026-01-02T01:00:00Z");
        world.End("t/2026-01-02T01:00:00Z", RunOutcome.Succeeded, "2026-01-02T01:10:00Z");

        world.Define("t: { interval: 1h }").At("2026-01-02T12:30:00Z").At("2026-01-02T13:00:00Z");
        world.End("t/2026-01-02T13:00:00Z", RunOutcome.Succeeded, "2026-01-02T13:10:00Z");
        world.Define("").At("2026-01-02T14:00:00Z").Define("t: { interval: 1h }").At("2026-01-02T13:30:00Z").At("2026-01-02T14:00:00Z").At("2026-01-02T15:00:00Z");

        Assert.Equal(["Start t/2026-01-02T01:00:00Z", "Start t/2026-01-02T13:00:00Z", "Start t/2026-01-02T15:00:00Z"], world.Log);
    }

    [Fact]
    public void End_FailureWithPause_SkipsUntilUnpausedButRunsByHand()
    {
        var world = new World(Nightly, "pause_on_failure: true").At("2026-01-01T12:00:00Z").At("2026-01-02T01:00:00Z");
        world.End("t/2026-01-02T01:00:00Z", RunOutcome.Failed, "2026-01-02T02:00:00Z", "no space left").At("2026-01-03T01:00:00Z").Hand("fix", "2026-01-03T08:00:00Z");
        world.End("hand/2026-01-03T08:00:00Z/fix", RunOutcome.Succeeded, "2026-01-03T09:00:00Z");

        world.Unpause("2026-01-04T08:00:00Z").At("2026-01-04T08:00:00Z").At("2026-01-05T01:00:00Z");

        Assert.Equal(
            ["Start t/2026-01-02T01:00:00Z", "Skip t/2026-01-03T01:00:00Z", "Start hand/2026-01-03T08:00:00Z/fix", "Skip t/2026-01-04T01:00:00Z", "Start t/2026-01-05T01:00:00Z"],
            world.Log);
        Assert.Equal("'t/2026-01-03T01:00:00Z' is skipped: the pipeline is paused since 2026-01-02T02:00:00Z (run 't/2026-01-02T01:00:00Z' failed: no space left).", world.Whys[1]);
    }

    [Fact]
    public void Decide_ByHand_TakesLastCompleteIntervalAndNeverStartsTwice()
    {
        var world = new World(Nightly).At("2026-01-01T12:00:00Z").Hand("a", "2026-01-01T15:00:00Z");
        var run = world.Last.Ledger.Open!.Run;
        Assert.Equal((Time("2025-12-31T01:00:00Z"), Time("2026-01-01T01:00:00Z")), (run.Start, run.End));
        world.End(run.Key, RunOutcome.Succeeded, "2026-01-01T16:00:00Z");
        for (var minute = 1; minute <= PipelineLedger.MostRequests; minute++)
        {
            var at = Time("2026-01-01T16:00:00Z").AddMinutes(minute);
            world.Hand($"r{minute}", Instant.Text(at));
            world.End($"hand/{Instant.Text(at)}/r{minute}", RunOutcome.Succeeded, Instant.Text(at));
        }

        var started = world.Log.Count;
        world.Hand("r7", "2026-01-01T16:07:00Z").Hand("a", "2026-01-01T15:00:00Z");

        Assert.Equal(101, started);
        Assert.Equal(started, world.Log.Count);
        Assert.Equal(PipelineLedger.MostRequests, world.Last.Ledger.Requests.Count);
        Assert.Equal(PipelineLedger.MostRecent, world.Last.Ledger.Recent.Count);
        Assert.Equal(
            "Request 'a' of 2026-01-01T15:00:00Z is too old to tell whether it has been decided before: requests until 2026-01-01T15:00:00Z are no longer remembered. Ask anew.",
            world.Last.Decisions[0].Why);
    }

    [Fact]
    public void Decide_NewRows_AsksCountsAndStartsOnceForWhatItCounted()
    {
        var world = new World("t: { new_rows: { source: payments, at_least: 100, poll: 10m } }").At("2026-01-01T00:00:00Z");
        var question = Assert.Single(world.Last.Questions);
        Assert.Equal(("t", "payments", Time("2026-01-01T00:00:00Z")), (question.Trigger, question.Source, question.Since));
        Assert.Equal(Time("2026-01-01T00:10:00Z"), world.Last.LookAgainAt);

        world.Rows("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", 99);
        Assert.Equal("'payments' had 99 new rows from 2026-01-01T00:00:00Z to 2026-01-01T00:00:01Z; 100 start a run.", world.Last.Decisions[0].Why);
        world.Rows("2026-01-01T00:00:00Z", "2026-01-01T00:10:00Z", 100).Rows("2026-01-01T00:00:00Z", "2026-01-01T00:10:00Z", 100);
        world.Rows("2026-01-01T00:10:00Z", "2026-01-01T00:20:00Z", 500);
        Assert.Equal("'payments' had 500 new rows from 2026-01-01T00:10:00Z to 2026-01-01T00:20:00Z; they wait, because 't/2026-01-01T00:10:00Z' still goes on.", world.Last.Decisions[0].Why);
        world.End("t/2026-01-01T00:10:00Z", RunOutcome.Succeeded, "2026-01-01T00:25:00Z").Rows("2026-01-01T00:10:00Z", "2026-01-01T00:30:00Z", 700);

        Assert.Equal(["Start t/2026-01-01T00:10:00Z", "Start t/2026-01-01T00:30:00Z"], world.Log);
        Assert.Equal(Time("2026-01-01T00:10:00Z"), world.Last.Ledger.Open!.Run.Start);
    }

    [Fact]
    public void Decide_Alarms_LateAndRepeatedOnesStartNothing()
    {
        var world = new World("t: { alarm: { model: m } }").At("2026-01-01T00:00:00Z").Alarm("2026-01-01T05:00:00Z").Alarm("2026-01-01T05:00:00Z").Alarm("2026-01-01T04:00:00Z");

        Assert.Equal(["Start t/2026-01-01T05:00:00Z"], world.Log);
        Assert.Equal("The alarm of 2026-01-01T04:00:00Z is not later than 2026-01-01T05:00:00Z, up to which 't' is decided.", world.Last.Decisions[0].Why);
    }

    [Fact]
    public void Decide_Backfill_GoesOneByOneAndYields()
    {
        var world = new World(Nightly).At("2026-01-10T00:00:00Z").Backfill("b", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z", 3);
        world.At("2026-01-10T01:00:00Z").End("backfill/b/2026-01-01T01:00:00Z", RunOutcome.Succeeded, "2026-01-10T01:30:00Z").At("2026-01-10T01:30:00Z");
        world.End("t/2026-01-10T01:00:00Z", RunOutcome.Succeeded, "2026-01-10T02:00:00Z").At("2026-01-10T02:00:00Z");
        world.End("backfill/b/2026-01-02T01:00:00Z", RunOutcome.Succeeded, "2026-01-10T02:30:00Z").At("2026-01-10T02:30:00Z");
        world.End("backfill/b/2026-01-03T01:00:00Z", RunOutcome.Succeeded, "2026-01-10T03:00:00Z").At("2026-01-10T03:00:00Z");

        Assert.Equal(
            ["Start backfill/b/2026-01-01T01:00:00Z", "Buffer t/2026-01-10T01:00:00Z", "Start t/2026-01-10T01:00:00Z", "Start backfill/b/2026-01-02T01:00:00Z", "Start backfill/b/2026-01-03T01:00:00Z", "End backfill"],
            world.Log);
        Assert.Null(world.Last.Ledger.Backfill);
    }

    [Fact]
    public void Decide_BackfillOfTooManyRuns_IsRefused()
    {
        var world = new World(Nightly).At("2026-01-10T00:00:00Z").Backfill("b", "2026-01-01T00:00:00Z", "2026-01-04T23:00:00Z", 3);

        Assert.Empty(world.Log);
        Assert.Equal("Backfill 'b' is refused: it has more than the 3 runs that it allows; ask for a shorter range, or allow more.", world.Last.Decisions[0].Why);
    }

    [Fact]
    public void Resume_FailedRun_OpensItAgainUnderItsKey()
    {
        var world = new World(Nightly).At("2026-01-01T12:00:00Z").At("2026-01-02T01:00:00Z").End("t/2026-01-02T01:00:00Z", RunOutcome.Failed, "2026-01-02T02:00:00Z", "x");

        var ledger = PipelineSchedule.Resume(world.Ledger, "t/2026-01-02T01:00:00Z");

        Assert.Equal(("t/2026-01-02T01:00:00Z", RunOutcome.Running), (ledger.Open!.Run.Key, ledger.Open.Outcome));
        Assert.Empty(ledger.Recent);
        Assert.Throws<InvalidOperationException>(() => PipelineSchedule.Resume(ledger, "t/2026-01-02T01:00:00Z"));
        Assert.Throws<InvalidOperationException>(() => PipelineSchedule.Resume(world.Ledger, "t/other"));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed class World
    {
        private readonly string _policies;
        private PipelineDefinition _definition;
        private DateTimeOffset _now;

        public World(string triggers, string policies = "")
        {
            _policies = policies;
            _definition = Read(triggers);
        }

        public PipelineLedger Ledger { get; private set; } = new();

        public ScheduleOutcome Last { get; private set; } = null!;

        public List<string> Log { get; } = [];

        public List<string> Whys { get; } = [];

        public World Define(string triggers)
        {
            _definition = Read(triggers);
            return this;
        }

        public World At(string now)
        {
            _now = Time(now);
            return Decide(ScheduleFacts.None);
        }

        public World Hand(string id, string at)
        {
            _now = Time(at);
            return Decide(new ScheduleFacts { Requests = [new RunRequest(id, _now)] });
        }

        public World Alarm(string at) => Decide(new ScheduleFacts { Alarms = [new RaisedAlarm("t", Time(at))] });

        public World Rows(string since, string until, long rows)
        {
            _now = Time(until);
            return Decide(new ScheduleFacts { RowCounts = [new RowCount("t", Time(since), _now, rows)] });
        }

        public World Backfill(string id, string from, string until, int most) =>
            Decide(new ScheduleFacts { Backfills = [new BackfillRequest(id, _now, "t", Time(from), Time(until), most)] });

        public World End(string key, RunOutcome outcome, string at, string reason = "")
        {
            Ledger = PipelineSchedule.End(_definition, Ledger, key, outcome, reason, Time(at));
            return this;
        }

        public World Unpause(string now) => Take(PipelineSchedule.Unpause(_definition, Ledger, Time(now)));

        private World Decide(ScheduleFacts facts) => Take(PipelineSchedule.Decide(_definition, Ledger, _now, facts));

        private World Take(ScheduleOutcome outcome)
        {
            Last = outcome;
            Ledger = JsonSerializer.Deserialize<PipelineLedger>(JsonSerializer.Serialize(outcome.Ledger))!;
            foreach (var decision in outcome.Decisions.Where(decision => decision.Kind is not (DecisionKind.Wait or DecisionKind.Refuse)))
            {
                Whys.Add(decision.Why);
                Log.Add(decision.Kind == DecisionKind.Miss
                    ? $"Miss {(decision.Why.StartsWith("The run", StringComparison.Ordinal) ? "1" : decision.Why.Split(' ')[0])} {(decision.Why.Contains("older", StringComparison.Ordinal) ? "old" : "late")}"
                    : $"{decision.Kind} {decision.Run?.Key ?? decision.Trigger}");
            }

            return this;
        }

        private PipelineDefinition Read(string triggers) => PipelineDefinitionReader.Read($"name: p\nsteps: {{ s: {{ kind: gate, run: r }} }}\n{(triggers.Length == 0 ? "" : $"triggers: {{ {triggers} }}")}\n{_policies}");
    }
}
