using System.Collections.Immutable;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Everything that must be stored so that each incident opens, is told and is acted on once, whatever windows come late, doubled or corrected.
/// Immutable, of bounded size, and written as JSON as it stands. Store it before acting on the transitions that led to it.
/// </summary>
internal sealed record AlarmState
{
    /// <summary>How many incidents may be open; further ones are counted, and open when there is room.</summary>
    public const int MostOpen = 1_000;

    /// <summary>How many incidents are remembered after they closed.</summary>
    public const int MostClosed = 1_000;

    /// <summary>How many pairs of rule and segment are remembered; quiet ones are forgotten first.</summary>
    public const int MostTracks = 5_000;

    /// <summary>How many silences there may be.</summary>
    public const int MostSilences = 100;

    /// <summary>Start of the last window that was judged; earlier ones change nothing unless they are corrections.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>How often windows started when it was judged.</summary>
    public TimeSpan Step { get; init; }

    /// <summary>The last verdicts, by <c>rule/segment</c>.</summary>
    public ImmutableDictionary<string, AlarmTrack> Tracks { get; init; } = ImmutableDictionary<string, AlarmTrack>.Empty;

    /// <summary>Open incidents, by <c>rule/segment</c>.</summary>
    public ImmutableDictionary<string, Incident> Open { get; init; } = ImmutableDictionary<string, Incident>.Empty;

    /// <summary>Incidents that closed, oldest first.</summary>
    public ImmutableList<Incident> Closed { get; init; } = [];

    /// <summary>What nobody is told of.</summary>
    public ImmutableList<AlarmSilence> Silences { get; init; } = [];

    /// <summary>How often an incident was not opened because there were too many.</summary>
    public long NotOpened { get; init; }
}
