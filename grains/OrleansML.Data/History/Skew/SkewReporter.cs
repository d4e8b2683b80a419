using DuckDB.NET.Data;
using OrleansML.Data.History.Replay;
using OrleansML.Data.History.Skew;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History;

/// <summary>
/// Finds features that were served otherwise than training gets them: replays the recorded events of a view through the code that serves, and compares
/// every served vector with what comes out at its moment, bit by bit.
/// </summary>
/// <param name="history">Where the history lies and how it keeps personal values; hashed values are compared by their hashes.</param>
/// <param name="options">What the replay may use.</param>
public sealed class SkewReporter(HistoryOptions history, HistoryQueryOptions options)
{
    /// <summary>Compares on a thread of its own.</summary>
    /// <exception cref="ArgumentException">The request or an option is out of range.</exception>
    /// <exception cref="HistoryException">The history cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<SkewReport> ReportAsync(SkewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        string[] violations = [.. request.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException(string.Join("; ", violations) + ".", nameof(request));

        return QueryThread.RunAsync(options, session => Report(session, request, cancellationToken), cancellationToken);
    }

    private SkewReport Report(Session session, SkewRequest request, CancellationToken cancellationToken)
    {
        var schema = new HistorySchema(request.View, history);
        var plan = FeaturePlan.Create(schema, null, []);
        var notComparable = Enumerable.Range(0, schema.Slots.Count)
            .Where(slot => !schema.IsRequest(slot))
            .Select(slot => (schema.Slots[slot].Name, Reason: FeaturePlan.WhyNot(schema, slot)))
            .Where(feature => feature.Reason is not null)
            .ToDictionary(feature => feature.Name, feature => feature.Reason!, StringComparer.Ordinal);
        var served = new ServedRelation(session, history, schema, request, cancellationToken);
        SlotComparison[] comparisons = [.. plan.Wanted.Where(served.Has).Select(slot => new SlotComparison(schema, slot, request))];
        if (served.FileCount == 0)
            return new SkewReport(request.View.Name, 0, 0, [.. comparisons.Select(comparison => comparison.Result())], notComparable);

        var masksEntity = schema.Slots.Any(slot => slot.Privacy != FeaturePrivacy.None);
        var keys = new FeatureValue[request.View.Entity.Count];
        var vectors = 0L;
        var events = new EventRelation(session, history, schema, cancellationToken);
        var stream = new ReplayStream(plan, events, KnownBy.IngestTime, served.Reads(comparisons));
        stream.Run(
            session,
            (servedAt, replay, reader) =>
            {
                vectors++;
                for (var index = 0; index < comparisons.Length; index++)
                    comparisons[index].Compare(reader, stream.FirstExtra + (2 * index), replay, () => EntityOf(reader), new FeatureTime(servedAt));
            },
            () => { },
            cancellationToken);
        return new SkewReport(request.View.Name, vectors, served.OtherDefinition, [.. comparisons.Select(comparison => comparison.Result())], notComparable);

        string EntityOf(DuckDBDataReader reader)
        {
            for (var index = 0; index < keys.Length; index++)
                keys[index] = reader.Read(index, request.View.Entity[index].Type);
            if (!EntityKey.TryFormat(request.View.Entity, keys, out var entity, out _))
                return "";
            if (!masksEntity)
                return entity;
            return history.PiiKey.Length >= HistoryOptions.MinimumKeyBytes ? PiiHash.Of(entity, history.PiiKey.Span) : SlotComparison.Masked;
        }
    }
}
