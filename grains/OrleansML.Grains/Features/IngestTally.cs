using OrleansML.Data.Sources;
using OrleansML.Features;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>Adds up what became of delivered lines.</summary>
internal sealed class IngestTally(int firstLine, DurabilityPolicy durability, IReadOnlyList<PoisonRecord> refused)
{
    public FeatureIngestReply Add(IngestBatch batch, FeatureEventOutcome[][] outcomes)
    {
        var rejected = refused.Select(poison => new RejectedEvent((int)poison.Number + firstLine - 1, poison.Reason)).ToList();
        int[] counts = new int[Enum.GetValues<FeatureEventOutcome>().Length];
        var lines = LinesOf(batch);
        for (var entity = 0; entity < outcomes.Length; entity++)
        {
            for (var index = 0; index < outcomes[entity].Length; index++)
            {
                var outcome = outcomes[entity][index];
                counts[(int)outcome]++;
                if (outcome is FeatureEventOutcome.NotWritten or FeatureEventOutcome.OtherRevision)
                    rejected.Add(new RejectedEvent(lines[batch.Positions[entity][index]], "It could not be written; deliver it again.", Retry: true));
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

    // Good records are numbered without the bad ones between them.
    private int[] LinesOf(IngestBatch batch)
    {
        var bad = refused.Select(static poison => (int)poison.Number).ToHashSet();
        var lines = new int[batch.Positions.Sum(static positions => positions.Length)];
        var line = 0;
        for (var index = 0; index < lines.Length; index++)
        {
            do
                line++;
            while (bad.Contains(line));
            lines[index] = line + firstLine - 1;
        }

        return lines;
    }
}
