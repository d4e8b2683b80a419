using System.Text.Json;
using OrleansML.Learning.Monitoring;
using Xunit;
using static OrleansML.LearningTests.Monitoring.AlarmSteps;

namespace OrleansML.LearningTests.Monitoring;

public sealed class AlarmRulesTests
{
    private const string Share = "r: { metric: null_share, at: 0.1 }";

    private static readonly RuleMeasurement Bad = Value(0.3);
    private static readonly RuleMeasurement Good = Value(0.05);

    [Theory]
    [InlineData(1, 1, "gbbgb", "-OKCO")]
    [InlineData(2, 2, "gbgbbbggb", "----OKKC-")]
    [InlineData(3, 1, "bbgbbbg", "-----OC")]
    [InlineData(1, 3, "bggbgggg", "OKKKKKC-")]
    [InlineData(2, 2, "bubuguugub", "--O-K--C--")]
    public void Decide_WindowsInARow_OpenAndCloseAsDeclared(int bad, int good, string windows, string expected)
    {
        var steps = new AlarmSteps($"r: {{ metric: null_share, at: 0.1, for: {bad}, until: {good} }}");

        var seen = windows.Select((window, index) => steps.Window(index, window switch { 'b' => Bad, 'g' => Good, _ => Value(double.NaN) }) switch
        {
            [] => '-',
            [var transition] => transition.Kind.ToString()[0],
            _ => '?',
        });

        Assert.Equal(expected, string.Concat(seen));
    }

    [Fact]
    public void Decide_GreatNumbers_AreWrittenOut()
    {
        var transition = Assert.Single(new AlarmSteps("r: { kind: rows, at_least: 1000000 }").Window(0, Value(12_345)));

        Assert.Equal("rows is 12345, limit 1000000, over 1000 rows.", transition.Reason);
    }

    [Fact]
    public void Decide_BadWindow_OpensAnIncidentWithItsEvidence()
    {
        var steps = new AlarmSteps(Share);

        var transition = Assert.Single(steps.Window(5, Value(0.25) with { Column = "amount", Baseline = 0.01 }));

        Assert.Equal((AlarmTransitionKind.Opened, true, false, false), (transition.Kind, transition.Notify, transition.Act, transition.IsCorrection));
        Assert.Equal("null_share of 'amount' is 0.25, limit 0.1, baseline 0.01, over 1000 rows.", transition.Reason);
        var incident = transition.Incident;
        Assert.Equal(("m/r/all/2026-03-02T05:00:00Z", AlarmSeverity.Warning, Start.AddHours(6).AddMinutes(3)), (incident.Id, incident.Severity, incident.OpenedAt));
        var evidence = transition.Evidence!;
        Assert.Equal((0.25, 0.1, 0.01, 1000, Start.AddHours(5), Start.AddHours(6)), (evidence.Value, evidence.Limit, evidence.Baseline, evidence.Rows, evidence.From, evidence.Until));
    }

    [Fact]
    public void Decide_WindowThatComesTwiceOrLate_ChangesNothing()
    {
        var steps = new AlarmSteps(Share);
        steps.Window(3, Bad);

        foreach (var index in new[] { 3, 2, 0 })
        {
            var decision = steps.Decide(index, 0, Good);
            Assert.Same(steps.State, decision.State);
            Assert.Empty(decision.Transitions);
        }
    }

    [Fact]
    public void Decide_CorrectionToGood_ClosesAndItsRepetitionIsNoNews()
    {
        var steps = new AlarmSteps(Share);
        steps.Window(0, Bad);

        var transition = Assert.Single(steps.Correct(0, Good));

        Assert.Equal((AlarmTransitionKind.Closed, true, true, "Corrected windows are no longer bad."), (transition.Kind, transition.IsCorrection, transition.Notify, transition.Reason));
        Assert.Empty(steps.State.Open);
        Assert.Empty(steps.Correct(0, Good));
    }

    [Fact]
    public void Decide_CorrectionToBad_OpensWithTheWindowsAfterIt()
    {
        var steps = new AlarmSteps("r: { metric: null_share, at: 0.1, for: 2 }");
        steps.Window(0, Good);
        steps.Window(1, Bad);

        var transition = Assert.Single(steps.Correct(0, Bad));

        Assert.Equal((AlarmTransitionKind.Opened, true, "m/r/all/2026-03-02T01:00:00Z"), (transition.Kind, transition.IsCorrection, transition.Incident.Id));
    }

    [Fact]
    public void Decide_CorrectionThatIsTakenBack_IsTheSameIncidentAndActsOnce()
    {
        var steps = new AlarmSteps(Share, ", actions: { pipeline: p, severity: warning }");
        var first = Assert.Single(steps.Window(0, Bad));
        steps.Correct(0, Good);

        var again = Assert.Single(steps.Correct(0, Bad));

        Assert.Equal((AlarmTransitionKind.Opened, first.Incident.Id, true, false), (again.Kind, again.Incident.Id, again.Notify, again.Act));
        Assert.True(first.Act);
        Assert.Empty(steps.State.Closed);
    }

    [Fact]
    public void Decide_LabelsThatComeInOrderButLate_OpenAndClose()
    {
        var steps = new AlarmSteps("r: { metric: rmse, at: 3, for: 2 }", ", label: { column: y, task: regression }");
        for (var index = 0; index < 200; index++)
            Assert.Empty(steps.Window(index));

        Assert.Empty(steps.Correct(0, Value(4)));
        Assert.Equal("m/r/all/2026-03-02T01:00:00Z", Assert.Single(steps.Correct(1, Value(4))).Incident.Id);
        Assert.Equal(AlarmTransitionKind.Kept, Assert.Single(steps.Correct(2, Value(2))).Kind);
        Assert.Equal(AlarmTransitionKind.Closed, Assert.Single(steps.Correct(3, Value(2))).Kind);
    }

    [Fact]
    public void Decide_CorrectionOlderThanWhatIsRemembered_ChangesNothing()
    {
        var steps = new AlarmSteps(Share);
        for (var index = 0; index <= 64; index++)
            steps.Window(index, Good);
        var before = steps.State;

        Assert.Empty(steps.Correct(0, Bad));
        Assert.Equal(before.Tracks["r/all"], steps.State.Tracks["r/all"]);
        steps.Correct(1, Bad);
        Assert.NotEqual(before.Tracks["r/all"], steps.State.Tracks["r/all"]);
    }

    // What is remembered must give what all verdicts together give.
    [Fact]
    public void Decide_ManyCorrections_EndAsIfAllWindowsHadBeenRightAtOnce()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (bad, good) = (random.Next(1, 4), random.Next(1, 4));
            var steps = new AlarmSteps($"r: {{ metric: null_share, at: 0.1, for: {bad}, until: {good} }}");
            var verdicts = new SortedDictionary<int, bool>();
            for (var index = 0; index < 150; index += random.Next(1, 3))
            {
                if (random.Next(4) > 0)
                    steps.Window(index, (verdicts[index] = random.Next(2) == 0) ? Bad : Good);
                var earlier = index - random.Next(0, 40);
                if (earlier >= 0 && verdicts.Count > 0 && random.Next(3) == 0 && earlier <= verdicts.Keys.Max())
                    steps.Correct(earlier, (verdicts[earlier] = random.Next(2) == 0) ? Bad : Good);

                var (isOpen, run) = (false, 0);
                foreach (var isBad in verdicts.Values)
                {
                    run = isBad == isOpen ? 0 : run + 1;
                    if (run == (isOpen ? good : bad))
                        (isOpen, run) = (!isOpen, 0);
                }

                Assert.True(isOpen == steps.State.Open.ContainsKey("r/all"), $"seed {seed}, window {index}");
            }
        }
    }

    [Fact]
    public void Decide_Worse_EscalatesOnceAndSeverityStays()
    {
        var steps = new AlarmSteps("r: { metric: null_share, at: 0.1, critical: { at: 0.5 } }", ", actions: { pipeline: p }");

        Assert.Equal((AlarmTransitionKind.Opened, AlarmSeverity.Warning, true, false), Of(steps.Window(0, Bad)));
        Assert.Equal((AlarmTransitionKind.Kept, AlarmSeverity.Warning, false, false), Of(steps.Window(1, Bad)));
        Assert.Equal((AlarmTransitionKind.Escalated, AlarmSeverity.Critical, true, true), Of(steps.Window(2, Value(0.5))));
        Assert.Equal((AlarmTransitionKind.Kept, AlarmSeverity.Critical, false, false), Of(steps.Window(3, Bad)));
    }

    [Fact]
    public void Decide_CorrectedNumberOfTheSameWindow_EscalatesWithNewEvidence()
    {
        var steps = new AlarmSteps("r: { metric: null_share, at: 0.1, critical: { at: 0.5 } }");
        steps.Window(0, Bad);

        Assert.Equal((AlarmTransitionKind.Escalated, AlarmSeverity.Critical, true, false), Of(steps.Correct(0, Value(0.6))));
        Assert.Equal(0.6, steps.State.Open["r/all"].Evidence.Value);
    }

    [Fact]
    public void Decide_Remind_TellsAgainOnlyWhenItIsDue()
    {
        var steps = new AlarmSteps(Share, ", remind: 3h");

        var told = Enumerable.Range(0, 8).Select(index => steps.Window(index, index == 4 ? [] : [Bad]).Any(transition => transition.Notify));

        Assert.Equal([true, false, false, true, false, false, true, false], told);
    }

    [Theory]
    [InlineData("r", null)]
    [InlineData(null, "a=1")]
    [InlineData("r", "a")]
    [InlineData(null, null)]
    public void Decide_Silence_HoldsBackUntilItEnds(string? rule, string? segment)
    {
        var steps = new AlarmSteps(Share, ", segments: [a], actions: { rollback_canary: true, severity: warning }");
        steps.State = AlarmRules.Silence(steps.State, new AlarmSilence(rule, segment, Start.AddHours(2.5), "known"), Start);

        Assert.Equal((AlarmTransitionKind.Opened, AlarmSeverity.Warning, false, false), Of(steps.Window(0, Value(0.3, "a=1"))));
        Assert.Equal((AlarmTransitionKind.Kept, AlarmSeverity.Warning, true, true), Of(steps.Window(2)));
        Assert.Empty(steps.State.Silences);
        Assert.Empty(steps.Window(3));
    }

    [Fact]
    public void Decide_SilencedFromBeginningToEnd_TellsNobody()
    {
        var steps = new AlarmSteps(Share);
        steps.State = AlarmRules.Silence(steps.State, new AlarmSilence("r", null, Start.AddDays(1), "known"), Start);

        Assert.All(new[] { Bad, Good, Good }.Select((window, index) => Assert.Single(steps.Window(index, window))), transition => Assert.False(transition.Notify));
        Assert.Empty(steps.State.Open);
    }

    [Fact]
    public void Silence_OfAnotherRule_HoldsBackNothing()
    {
        var steps = new AlarmSteps(Share);
        steps.State = AlarmRules.Silence(steps.State, new AlarmSilence("s", null, Start.AddDays(1), "known"), Start);

        Assert.True(Assert.Single(steps.Window(0, Bad)).Notify);
    }

    [Fact]
    public void Silence_TooMany_IsRefusedAndAReplacementIsNot()
    {
        var state = new AlarmState();
        for (var index = 0; index < 100; index++)
            state = AlarmRules.Silence(state, new AlarmSilence("r", $"a={index}", Start.AddDays(1), "known"), Start);

        Assert.Throws<InvalidOperationException>(() => AlarmRules.Silence(state, new AlarmSilence("r", "b=1", Start.AddDays(1), "known"), Start));
        Assert.Equal(100, AlarmRules.Silence(state, new AlarmSilence("r", "a=7", Start.AddDays(2), "longer"), Start).Silences.Count);
        Assert.Equal(99, AlarmRules.Silence(state, new AlarmSilence("r", "a=7", Start, "over"), Start).Silences.Count);
    }

    [Fact]
    public void Decide_RuleThatIsGone_ClosesItsIncident()
    {
        var steps = new AlarmSteps(Share);
        steps.Window(0, Bad);
        steps.Definition = Read("s: { metric: null_share, at: 0.1 }");

        var transition = Assert.Single(steps.Window(1));

        Assert.Equal((AlarmTransitionKind.Closed, "The definition has no rule 'r' any more."), (transition.Kind, transition.Reason));
        Assert.Empty(steps.State.Tracks);
    }

    [Fact]
    public void Close_ByHand_StartsAnew()
    {
        var steps = new AlarmSteps("r: { metric: null_share, at: 0.1, for: 2 }");
        steps.Window(0, Bad);
        var incident = Assert.Single(steps.Window(1, Bad)).Incident;

        var decision = AlarmRules.Close(steps.State, incident.Id, "sensor replaced", Start.AddHours(2));
        steps.State = decision.State;

        Assert.Equal((AlarmTransitionKind.Closed, true, "sensor replaced"), (decision.Transitions[0].Kind, decision.Transitions[0].Notify, steps.State.Closed[0].ClosedBecause));
        Assert.Throws<InvalidOperationException>(() => AlarmRules.Close(steps.State, incident.Id, "again", Start));
        Assert.Empty(steps.Window(2, Bad));
        Assert.Equal("m/r/all/2026-03-02T03:00:00Z", Assert.Single(steps.Window(3, Bad)).Incident.Id);
    }

    [Fact]
    public void Decide_OtherLengthOfWindows_GoesOnFromWhatIs()
    {
        var steps = new AlarmSteps(Share);
        steps.Window(0, Bad);
        steps.Definition = Read(Share, ", window: 6h, slide: 15m");

        Assert.Equal(AlarmTransitionKind.Kept, Assert.Single(steps.Window(5, Good)).Kind);
        Assert.Equal(AlarmTransitionKind.Closed, Assert.Single(steps.Window(6, Good)).Kind);
    }

    [Fact]
    public void Decide_StartThatNoWindowHas_Throws()
    {
        var steps = new AlarmSteps(Share);

        var exception = Assert.Throws<ArgumentException>(() => AlarmRules.Decide(
            steps.Definition, steps.State, new WindowResult { Start = Start.AddMinutes(30), At = Start, Measurements = [] }));

        Assert.StartsWith("A window starts at 2026-03-02T00:30:00.0000000+00:00, but those of 'm' start every 01:00:00 from midnight UTC.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_MoreIncidentsThanAllowed_OpensTheWidestAndTheRestWhenThereIsRoom()
    {
        var steps = new AlarmSteps("r: { metric: null_share, at: 0.1, until: 1 }", ", segments: [a], most_segment_values: 1000");
        RuleMeasurement[] segments = [.. Enumerable.Range(0, 1004).Select(value => Value(0.3, $"a={value}")), Bad];

        Assert.Equal(1000, steps.Window(0, segments).Count);

        Assert.Equal((1000, 5, true), (steps.State.Open.Count, steps.State.NotOpened, steps.State.Open.ContainsKey("r/all")));
        Assert.DoesNotContain("r/a=1003", steps.State.Open.Keys);
        steps.Window(1, Value(0.05, "a=0"));
        Assert.Equal(AlarmTransitionKind.Opened, Assert.Single(steps.Window(2, Value(0.3, "a=1003"))).Kind);
    }

    [Fact]
    public void Decide_MoreSegmentsAndIncidentsThanAreRemembered_ForgetsQuietAndOldOnes()
    {
        var steps = new AlarmSteps("r: { metric: null_share, at: 0.1, until: 1 }", ", segments: [a]");
        for (var index = 0; index < 1005; index++)
        {
            steps.Window(2 * index, Bad);
            steps.Window((2 * index) + 1, Good);
        }

        Assert.Equal((1000, "m/r/all/2026-03-02T10:00:00Z"), (steps.State.Closed.Count, steps.State.Closed[0].Id));
        steps.Window(3000, [Bad, .. Enumerable.Range(0, 6000).Select(value => Value(0.05, $"a={value}"))]);
        Assert.Equal((5000, true), (steps.State.Tracks.Count, steps.State.Tracks.ContainsKey("r/all")));
    }

    [Fact]
    public void State_AsJson_IsTheSameAgain()
    {
        var steps = new AlarmSteps(Share, ", segments: [a]");
        steps.Window(0, Value(0.3, column: "x"), Value(0.2, "a=1", "x") with { Baseline = 0.1 });
        steps.Window(1, Good, Value(0.05, "a=1"));
        steps.Window(2, Bad, Value(0.05, "a=1"));
        steps.State = AlarmRules.Silence(steps.State, new AlarmSilence("r", "a=1", Start.AddDays(1), "known"), Start);
        var json = JsonSerializer.Serialize(steps.State);

        var read = JsonSerializer.Deserialize<AlarmState>(json)!;

        Assert.Equal(json, JsonSerializer.Serialize(read));
        Assert.Equal(steps.State.Tracks["r/a=1"], read.Tracks["r/a=1"]);
        Assert.Equal((1, 1, 1), (read.Open.Count, read.Closed.Count, read.Silences.Count));
        Assert.Equal(
            AlarmRules.Decide(steps.Definition, steps.State, At(3)).Transitions.Select(transition => transition.Kind),
            AlarmRules.Decide(steps.Definition, read, At(3)).Transitions.Select(transition => transition.Kind));

        static WindowResult At(int index) => new() { Start = Start.AddHours(index), At = Start.AddHours(index + 1), Measurements = [Good] };
    }

    private static (AlarmTransitionKind, AlarmSeverity, bool, bool) Of(IReadOnlyList<AlarmTransition> transitions)
    {
        var transition = Assert.Single(transitions);
        return (transition.Kind, transition.Incident.Severity, transition.Notify, transition.Act);
    }
}
