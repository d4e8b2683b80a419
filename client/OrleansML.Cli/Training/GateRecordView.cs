using OrleansML.Learning.Gate;

namespace OrleansML.Cli.Training;

/// <summary>What people read of a gate record.</summary>
internal sealed record GateRecordView
{
    /// <summary>The run that made the candidate.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The policy, every comparison, and the reasons.</summary>
    public required GateVerdict Verdict { get; init; }
}
