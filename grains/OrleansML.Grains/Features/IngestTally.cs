using OrleansML.Data.Sources;
using OrleansML.Features;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>Adds up what became of delivered lines.</summary>
internal sealed class IngestTally(int firstLine, DurabilityPolicy durability, PushedEvents pushed)
{
    public FeatureIngestReply Add(IngestBatch batch, FeatureEventOutcome[][] outcomes)
    {
        var rejected = pushed.Refused.Select(poison => new RejectedEvent((int)poison.Number + firstLine - 1, poison.Reason)).ToList();
        int[] counts = new int[Enum.GetValues<FeatureEventOutcome>().Length];
        for (var entity = 0; entity < outcomes.Length; entity++)
        {
            for (var index = 0; index < outcomes[entity].Length; index++)
            {
                var outcome = outcomes[entity][index];
                counts[(int)outcome]++;
                if (outcome is FeatureEventOutcome.NotWritten or FeatureEventOutcome.OtherRevision)
                    rejected.Add(new RejectedEvent(pushed.Lines[batch.Positions[entity][index]] + firstLine - 1, "It could not be written; deliver it again.", Retry: true));
            }
        }

        var accepted = counts[(int)FeatureEventOutcome.Accepted] + counts[(int)FeatureEventOutcome.Duplicate] + counts[(int)FeatureEventOutcome.Dropped];
        return new FeatureIngestReply
        {
            Accepted = accepted,
            Duplicates = counts[(int)FeatureEventOutcome.Duplicate],
            Dropped = counts[(int)FeatureEventOutcome.Dropped],
            Rejected = [.. rejected.OrderBy(static rejection => rejection.Line)],
            Durability = EnumText.Of(durability.Mode),
            Bound = durability.Bound,
        };
    }
}
