using System.Text.Json;
using OrleansML.Learning.Pipelines;
using Xunit;

namespace OrleansML.LearningTests.Pipelines;

/// <summary>Random schedules, outages, lost, doubled, late and old ticks, changes and requests, against a model of its own.</summary>
public sealed class ScheduleTrialTests
{
    private const int Trials = 10_000;

    [Fact]
    public void Decide_RandomSchedulesAndOutages_AgreesWithModel()
    {
        for (var seed = 0; seed < Trials; seed++)
            new Trial(seed).Run();
    }

    private sealed class Trial
    {
        private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"];
        private static readonly DateTimeOffset Origin = new(LocalMinutes.Origin);

        private readonly int _seed;
        private readonly Random _random;
        private readonly int _first;
        private readonly int _last;
        private readonly string _zone;
        private readonly List<string> _log = [];
        private readonly PriorityQueue<Action<long>, long> _events = new();
        private readonly List<(string Id, long At)> _hand = [];
        private readonly List<(string Id, string Trigger, long From, long Until)> _backfills = [];
        private readonly ScheduleModel _model;
        private PipelineDefinition _definition;
        private PipelineLedger _ledger = new();

        public Trial(int seed)
        {
            _seed = seed;
            _random = new Random(seed);
            _zone = Zones[_random.Next(Zones.Length)];
            var changes = LocalMinutes.Of(_zone).Changes;
            _first = (changes.Count > 0 && _random.Next(4) > 0 ? changes[_random.Next(changes.Count)] - _random.Next(1, 2880) : _random.Next(2880, 300 * 1440));
            _last = _first + _random.Next(1440, 2 * 2880);
            _definition = Policies();
            _model = new ScheduleModel(_definition);
        }

        public void Run()
        {
            var start = (_first * 60L) + _random.Next(60);
            Change(start);
            if (_random.Next(3) == 0)
                _events.Enqueue(Change, At());
            for (var count = _random.Next(4); count > 0; count--)
                Ask($"r{count}", At());
            if (_random.Next(4) == 0)
                AskBackfill(At());
            Outages();
            var compared = 0;
            while (_events.TryDequeue(out var happen, out var now) && now <= _last * 60L)
            {
                happen(now);
                var alike = Math.Min(_log.Count, compared + _log.Skip(compared).Zip(_model.Log.Skip(compared)).TakeWhile(pair => pair.First == pair.Second).Count());
                if (alike < Math.Max(_log.Count, _model.Log.Count))
                    Assert.Fail($"Seed {_seed}, {_zone}, {string.Join(" and ", _definition.Triggers.Select(trigger => trigger.Identity))}, {_definition.Overlap}, {_definition.CatchUp}, at {ScheduleModel.Text(now)}:\nexpected\n{string.Join('\n', _model.Log)}\nactual\n{string.Join('\n', _log)}");
                compared = alike;
            }

            Assert.Equal(_model.Started.Count, _model.Started.Distinct().Count());
        }

        private long At() => _random.NextInt64(_first * 60L, _last * 60L);

        private PipelineDefinition Policies()
        {
            var overlap = (OverlapPolicy)_random.Next(3);
            return new PipelineDefinition
            {
                Name = "trial",
                Steps = [],
                Overlap = overlap,
                PauseOnFailure = _random.Next(3) == 0,
                CatchUp = new CatchUpPolicy
                {
                    Window = TimeSpan.FromMinutes(_random.Next(2) == 0 ? _random.Next(1, 120) : _random.Next(120, 4000)),
                    Runs = overlap != OverlapPolicy.CancelOther && _random.Next(2) == 0 ? CatchUpRuns.All : CatchUpRuns.Latest,
                    Most = _random.Next(1, 6),
                },
            };
        }

        // Other triggers, or the same again; the first call makes the first.
        private void Change(long now)
        {
            var triggers = new List<PipelineTrigger>();
            var dues = new List<(string, string, List<long>)>();
            if (_definition.Triggers.Count == 0 || _random.Next(2) == 0)
            {
                var cron = new CronFields(_random);
                var trigger = Assert.IsType<CronTrigger>(PipelineDefinitionReader.Read($$"""
                    name: trial
                    triggers: { clock: { cron: "{{cron}}", time_zone: {{_zone}} } }
                    steps: { one: { kind: gate, run: x } }
                    """).Triggers[0]);
                triggers.Add(trigger);
                var due = LocalMinutes.Of(_zone).Due(cron, _first - 2880, _last + 1440).ConvertAll(minute => minute * 60L);
                dues.Add(("clock", trigger.Identity, due));
                CheckOccurrences(trigger, due);
                if (_random.Next(4) == 0)
                {
                    var every = _random.Next(45, 900);
                    var anchor = _random.Next(0, 5000);
                    var interval = new IntervalTrigger("every", TimeSpan.FromMinutes(every), Origin.AddMinutes(anchor));
                    triggers.Add(interval);
                    dues.Add(("every", interval.Identity, [.. Enumerable.Range(_first - 2880, _last + 1440 - _first + 2880).Where(minute => (minute - anchor) % every == 0).Select(minute => minute * 60L)]));
                }

                _definition = _definition with { Triggers = triggers };
                _model.Definition = _definition;
                foreach (var at in dues.SelectMany(of => of.Item3).Where(at => at >= now))
                    ScheduleTicks(at);
                _model.Change(dues, now);
            }

            Tick(now);
        }

        // A tick that is lost, late, or comes twice, the second time with the time that it should have had.
        private void ScheduleTicks(long at)
        {
            var luck = _random.Next(20);
            if (luck < 3)
                return;

            var late = at + (luck < 12 ? 0 : _random.Next(1, 300));
            _events.Enqueue(Tick, late);
            if (luck is > 5 and < 9)
                _events.Enqueue(_ => Tick(at), late + _random.Next(600));
        }

        private void Ask(string id, long at)
        {
            _events.Enqueue(now => Request(id, now), at);
            void Request(string request, long now)
            {
                _hand.Add((request, now));
                Tick(now);
                if (_random.Next(2) == 0)
                    _events.Enqueue(later => { _hand.Add((request, now)); Tick(later); }, now + _random.Next(10_000));
            }
        }

        private void AskBackfill(long at) => _events.Enqueue(
            now =>
            {
                _backfills.Add(("b", "clock", now - _random.Next(100_000), now - 1));
                Tick(now);
            },
            at);

        // While the pipeline is not looked at, whatever would have happened happens at the end, as one look.
        private void Outages()
        {
            for (var count = _random.Next(3); count > 0; count--)
            {
                var from = At();
                var until = from + _random.Next(3600, 100_000);
                _events.Enqueue(
                    _ =>
                    {
                        var kept = new List<(Action<long>, long)>();
                        while (_events.TryPeek(out var happen, out var when) && when <= until)
                        {
                            _events.Dequeue();
                            if (happen != Tick)
                                kept.Add((happen, until));
                        }

                        _events.EnqueueRange(kept);
                        _events.Enqueue(Tick, until + 1);
                    },
                    from);
            }
        }

        private void Tick(long now)
        {
            var before = _model.Running;
            var wasCancelling = _model.Cancelling;
            _model.Tick(now, _hand, _backfills);
            var outcome = PipelineSchedule.Decide(_definition, _ledger, Origin.AddSeconds(now), new ScheduleFacts
            {
                Requests = [.. _hand.Select(hand => new RunRequest(hand.Id, Origin.AddSeconds(hand.At)))],
                Backfills = [.. _backfills.Select(backfill => new BackfillRequest(backfill.Id, Origin.AddSeconds(now), backfill.Trigger, Origin.AddSeconds(backfill.From), Origin.AddSeconds(backfill.Until), 5))],
            });
            _hand.Clear();
            _backfills.Clear();
            Store(outcome);
            var look = (long)(outcome.LookAgainAt!.Value - Origin).TotalSeconds;
            Assert.Equal(_model.NextDue, look > (_last + 1440) * 60L ? null : look);
            if (_model.Running is { } running && running != before)
                EndLater(now, _random.Next(3) == 0 ? _random.Next(60, 60_000) : _random.Next(60, 4_000));
            else if (_model.Cancelling && !wasCancelling)
                EndLater(now, _random.Next(1, 2_000), RunOutcome.Cancelled);
        }

        private void Store(ScheduleOutcome outcome)
        {
            // As the grain does: what is stored is all that is left of it.
            _ledger = _random.Next(50) == 0 ? JsonSerializer.Deserialize<PipelineLedger>(JsonSerializer.Serialize(outcome.Ledger))! : outcome.Ledger;
            foreach (var decision in outcome.Decisions)
            {
                if (Text(decision) is { } text)
                    _log.Add(text);
            }
        }

        private void EndLater(long now, int seconds, RunOutcome? outcome = null)
        {
            var key = _model.Running!;
            _events.Enqueue(
                at =>
                {
                    if (_model.Running != key)
                        return;

                    var end = outcome ?? (_random.Next(4) == 0 ? RunOutcome.Failed : RunOutcome.Succeeded);
                    _ledger = PipelineSchedule.End(_definition, _ledger, key, end, "test", Origin.AddSeconds(at));
                    _ledger = PipelineSchedule.End(_definition, _ledger, key, RunOutcome.Failed, "told twice", Origin.AddSeconds(at));
                    _model.End(end);
                    Assert.Equal(_model.Paused, _ledger.Paused is not null);
                    if (_model.Paused && end == RunOutcome.Failed)
                        _events.Enqueue(Unpause, at + _random.Next(50_000));
                    Tick(at);
                },
                now + seconds);
        }

        private void Unpause(long now)
        {
            if (!_model.Paused)
                return;

            _model.Tick(now, [], []);
            Store(PipelineSchedule.Unpause(_definition, _ledger, Origin.AddSeconds(now)));
            _model.Unpause();
            Tick(now);
        }

        private void CheckOccurrences(CronTrigger trigger, List<long> due)
        {
            for (var index = 1; index < due.Count; index += _random.Next(1, 4))
            {
                Assert.Equal(Origin.AddSeconds(due[index]), trigger.Next(Origin.AddSeconds(due[index - 1])));
                Assert.Equal(Origin.AddSeconds(due[index - 1]), trigger.Previous(Origin.AddSeconds(due[index])));
                Assert.Equal(Origin.AddSeconds(due[index]), trigger.Next(Origin.AddSeconds(due[index]).AddTicks(-1)));
                Assert.Equal(Origin.AddSeconds(due[index]), trigger.Latest(Origin.AddSeconds(due[index]).AddTicks(1)));
            }
        }

        private static string? Text(ScheduleDecision decision) => decision.Kind switch
        {
            DecisionKind.Start => $"start {decision.Run!.Key}",
            DecisionKind.Buffer => $"wait {decision.Run!.Key}",
            DecisionKind.Cancel => $"cancel {decision.Run!.Key}",
            DecisionKind.Skip => $"skip {decision.Run!.Key} {Reason(decision.Why)}",
            DecisionKind.Miss => $"miss {decision.Trigger} {(decision.Why.StartsWith("The run", StringComparison.Ordinal) ? "1" : decision.Why.Split(' ')[0])} {(decision.Why.Contains("older than the catch-up window", StringComparison.Ordinal) ? "old" : "late")}",
            _ => null,
        };

        private static string Reason(string why) =>
            why.Contains("is paused since", StringComparison.Ordinal) ? "paused"
            : why.Contains("takes its place", StringComparison.Ordinal) ? "replaced"
            : why.Contains("waits already", StringComparison.Ordinal) ? "full"
            : why.Contains("overlap is 'skip'", StringComparison.Ordinal) ? "running" : why;
    }
}
