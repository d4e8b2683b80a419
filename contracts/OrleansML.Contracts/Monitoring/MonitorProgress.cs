namespace OrleansML.Monitoring;

/// <summary>What a silo has counted of a model and brought into the windows.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorProgress")]
public sealed record MonitorProgress
{
    /// <summary>The run of the silo; each start is another.</summary>
    [Id(0)]
    public required string Source { get; init; }

    /// <summary>Everything that the silo answered before is in the windows, but for versions that wait. It does not go back.</summary>
    [Id(1)]
    public required DateTimeOffset CompleteUntil { get; init; }

    /// <summary>Windows that changed since the last report.</summary>
    [Id(2)]
    public required MonitorWindowId[] Windows { get; init; }

    /// <summary>What silos that have ended lost.</summary>
    [Id(3)]
    public MonitorLoss[] Lost { get; init; } = [];

    /// <summary>Whether the silo stops: nobody waits for it any more.</summary>
    [Id(4)]
    public bool IsLast { get; init; }

    /// <summary>Versions that wait to be counted; those of the report before do not any more.</summary>
    [Id(5)]
    public MonitorWaiting[] Waiting { get; init; } = [];
}
