using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What is known of an incident beside how bad it is.</summary>
/// <param name="Version">The version whose window opened it.</param>
/// <param name="Kind">What its rule looks at.</param>
/// <param name="Text">What is wrong, in a sentence.</param>
/// <param name="Deeds">What was told and done, and what is still to be, oldest first.</param>
internal sealed record IncidentNote(int Version, MonitorRuleKind Kind, string Text, ImmutableList<MonitorDeed> Deeds)
{
    /// <summary>Most deeds that are remembered; of what is over the oldest is forgotten first.</summary>
    public const int MostDeeds = 100;

    /// <summary>How many deeds there ever were, so that none gets the number of another.</summary>
    public int Numbers { get; init; }

    /// <summary>Whether something is still to be told or done.</summary>
    [JsonIgnore]
    public bool IsPending => Deeds.Any(static deed => deed.IsPending);

    public IncidentNote With(MonitorDeed deed)
    {
        var deeds = Deeds.Add(deed);
        if (deeds.Count > MostDeeds && deeds.FindIndex(static old => !old.IsPending) is >= 0 and var oldest)
            deeds = deeds.RemoveAt(oldest);
        return this with { Deeds = deeds, Numbers = Numbers + 1 };
    }
}
