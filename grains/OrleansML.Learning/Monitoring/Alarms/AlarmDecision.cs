namespace OrleansML.Learning.Monitoring;

/// <summary>What a window led to.</summary>
/// <param name="State">The next state; store it before acting.</param>
/// <param name="Transitions">What became of incidents.</param>
/// <param name="Verdicts">What every rule said of every segment; empty where the window changed nothing.</param>
internal sealed record AlarmDecision(AlarmState State, IReadOnlyList<AlarmTransition> Transitions, IReadOnlyList<RuleVerdict> Verdicts);
