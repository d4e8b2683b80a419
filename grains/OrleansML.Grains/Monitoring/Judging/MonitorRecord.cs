using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Everything that is stored of a model's monitor. Immutable, of bounded size.</summary>
internal sealed record MonitorRecord
{
    /// <summary>Most losses that are remembered.</summary>
    public const int MostLost = 100;

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The definition in YAML; null: the default one.</summary>
    public string? Definition { get; init; }

    /// <summary>Revision of the definition, 0 for the default.</summary>
    public int Revision { get; init; }

    /// <summary>The highest that a definition ever had: none is given twice.</summary>
    public int LastRevision { get; init; }

    /// <summary>When it was applied.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>Who applied it.</summary>
    public string Actor { get; init; } = "";

    /// <summary>Verdicts, incidents and silences.</summary>
    public AlarmState Alarms { get; init; } = new();

    /// <summary>What else is known of incidents, by id.</summary>
    public ImmutableDictionary<string, IncidentNote> Notes { get; init; } = ImmutableDictionary<string, IncidentNote>.Empty;

    /// <summary>The windows that there are.</summary>
    public WindowIndex Windows { get; init; } = WindowIndex.Empty;

    /// <summary>Windows that are forgotten, and whose grains have still to be.</summary>
    public ImmutableList<MonitorWindowId> Doomed { get; init; } = [];

    /// <summary>End of the last day that became one window: what comes for earlier times is too late.</summary>
    public DateTimeOffset? MergedUntil { get; init; }

    /// <summary>Judged windows that changed afterwards, by start, with how often.</summary>
    public ImmutableSortedDictionary<DateTimeOffset, int> Touched { get; init; } = ImmutableSortedDictionary<DateTimeOffset, int>.Empty;

    /// <summary>What is in no window, newest first.</summary>
    public ImmutableList<MonitorLoss> Lost { get; init; } = [];

    /// <summary>Numbers of earlier windows, for rules that go by their spread.</summary>
    public ReferenceNumbers References { get; init; } = new();

    /// <summary>Number of the last labels that are in the windows.</summary>
    public long Labels { get; init; }

    /// <summary>Whether there is anything to do from time to time.</summary>
    [JsonIgnore]
    public bool IsIdle => Definition is null && Windows.Count == 0 && Doomed.IsEmpty && Alarms.Open.IsEmpty && !Notes.Values.Any(static note => note.IsPending);

    public static MonitorRecord Read(string json) => JsonSerializer.Deserialize<MonitorRecord>(json, Options)!;

    public string Write() => JsonSerializer.Serialize(this, Options);
}
