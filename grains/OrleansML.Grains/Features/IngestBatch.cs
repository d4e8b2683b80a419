using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>Events put in order by entity, each entity's in the order they came in.</summary>
/// <param name="Entities">The events by entity.</param>
/// <param name="Positions">For each of them, where it came among all, from 0.</param>
internal sealed record IngestBatch(EntityEvents[] Entities, int[][] Positions)
{
    public static IngestBatch Create(IReadOnlyList<FeatureEvent> events)
    {
        var groups = events.Index().GroupBy(static entry => entry.Item.Entity, StringComparer.Ordinal).ToArray();
        return new IngestBatch(
            Array.ConvertAll(groups, static group => new EntityEvents { Entity = group.Key, Events = [.. group.Select(static entry => entry.Item.ToData())] }),
            Array.ConvertAll(groups, static group => group.Select(static entry => entry.Index).ToArray()));
    }

    /// <summary>The events that were not taken in, in the order they came in.</summary>
    public IReadOnlyList<FeatureEvent> Failed(IReadOnlyList<FeatureEvent> events, FeatureEventOutcome[][] outcomes)
    {
        var failed = new List<int>();
        for (var entity = 0; entity < outcomes.Length; entity++)
        {
            for (var index = 0; index < outcomes[entity].Length; index++)
            {
                if (outcomes[entity][index] is FeatureEventOutcome.NotWritten or FeatureEventOutcome.OtherRevision)
                    failed.Add(Positions[entity][index]);
            }
        }

        return [.. failed.Order().Select(position => events[position])];
    }
}
