namespace OrleansML.Learning.Monitoring;

/// <summary>What was measured in one window, in all of its segments.</summary>
internal sealed record WindowResult
{
    /// <summary>Start of the window, a multiple of the base windows since midnight UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it is judged.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>0 when it is judged for the first time; more for each time that late labels or rows corrected it.</summary>
    public int Revision { get; init; }

    /// <summary>What was measured; of a correction only what may have changed.</summary>
    public required IReadOnlyList<RuleMeasurement> Measurements { get; init; }
}
