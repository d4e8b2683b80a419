namespace OrleansML.Monitoring;

/// <summary>Which windows of a model there are.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorIndex")]
public sealed record MonitorIndex
{
    /// <summary>What silos count.</summary>
    [Id(0)]
    public required MonitorWatch Watch { get; init; }

    /// <summary>The definition in YAML; null: the default one.</summary>
    [Id(1)]
    public string? Definition { get; init; }

    /// <summary>The windows, oldest first, shorter ones before the days that are made of them.</summary>
    [Id(2)]
    public required MonitorIndexWindow[] Windows { get; init; }

    /// <summary>Until when windows are complete; null: nothing was counted.</summary>
    [Id(3)]
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Start of the last window that was judged; null: none.</summary>
    [Id(4)]
    public DateTimeOffset? Judged { get; init; }

    /// <summary>What is in no window, newest first; the last 100.</summary>
    [Id(5)]
    public required MonitorLoss[] Lost { get; init; }

    /// <summary>The run of the monitor, in which it counts changes of windows; each activation is another. Empty: it does not count them.</summary>
    [Id(6)]
    public string Run { get; init; } = "";

    /// <summary>Versions that wait to be counted, on some silo.</summary>
    [Id(7)]
    public MonitorWaiting[] Waiting { get; init; } = [];
}
