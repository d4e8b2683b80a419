using OrleansML.Learning.Monitoring;

namespace OrleansML.LearningTests.Monitoring;

/// <summary>Leads a definition through windows and keeps the state.</summary>
internal sealed class AlarmSteps(string rules, string more = "")
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public MonitorDefinition Definition { get; set; } = Read(rules, more);

    public AlarmState State { get; set; } = new();

    public static MonitorDefinition Read(string rules, string more = "") => MonitorDefinitionReader.Read($"{{ model: m, baseline: previous, rules: {{ {rules} }} {more} }}");

    public static RuleMeasurement Value(double value, string segment = "all", string? column = null, string rule = "r", long rows = 1000, double? p = null) =>
        new() { Rule = rule, Segment = segment, Column = column, Value = value, Rows = rows, PValue = p };

    /// <summary>A window of that index, judged three minutes after its end.</summary>
    public IReadOnlyList<AlarmTransition> Window(int index, params RuleMeasurement[] measurements) => Judge(index, 0, measurements);

    public IReadOnlyList<AlarmTransition> Correct(int index, params RuleMeasurement[] measurements) => Judge(index, 1, measurements);

    public AlarmDecision Decide(int index, int revision, params RuleMeasurement[] measurements)
    {
        var start = Start + (index * Definition.BaseWindow);
        return AlarmRules.Decide(Definition, State, new WindowResult
        {
            Start = start,
            At = (revision == 0 ? start : State.Last!.Value) + Definition.Window + TimeSpan.FromMinutes(3 + revision),
            Revision = revision,
            Measurements = measurements,
        });
    }

    private IReadOnlyList<AlarmTransition> Judge(int index, int revision, RuleMeasurement[] measurements)
    {
        var decision = Decide(index, revision, measurements);
        State = decision.State;
        return decision.Transitions;
    }
}
