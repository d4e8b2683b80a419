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
    /// <summary>Most deeds that are remembered; of what is over, and need not be undone, the oldest is forgotten first.</summary>
    public const int MostDeeds = 100;

    /// <summary>How many deeds there ever were, so that none gets the number of another.</summary>
    public int Numbers { get; init; }

    /// <summary>Whether something is still to be told or done.</summary>
    [JsonIgnore]
    public bool IsPending => Deeds.Any(static deed => deed.IsPending);

    /// <summary>Features that were switched to their defaults, or were to be.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Switched => [.. Deeds.Where(static deed => deed.Kind == DeedKinds.FeatureDefault).Select(static deed => deed.Target).Distinct(StringComparer.Ordinal)];

    /// <summary>What is still to be switched to its default is not any more.</summary>
    public IncidentNote WithoutSwitching(DateTimeOffset now) => this with
    {
        Deeds = Deeds.ConvertAll(deed => deed.Kind == DeedKinds.FeatureDefault && deed.IsPending ? deed with { EndedAt = now, Outcome = "The incident ended before." } : deed),
    };

    public IncidentNote With(MonitorDeed deed)
    {
        var deeds = Deeds.Add(deed);
        if (deeds.Count > MostDeeds && deeds.FindIndex(static old => !old.IsPending && old.Kind != DeedKinds.FeatureDefault) is >= 0 and var oldest)
            deeds = deeds.RemoveAt(oldest);
        return this with { Deeds = deeds, Numbers = Numbers + 1 };
    }
}
