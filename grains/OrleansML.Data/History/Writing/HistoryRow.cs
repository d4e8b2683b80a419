using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Writing;

/// <summary>A row on its way into a file.</summary>
/// <param name="View">The definition that it belongs to.</param>
/// <param name="Entity">The entity's spelling.</param>
/// <param name="Time">When it arrived, or was served.</param>
/// <param name="Ingested">The event; null for a served vector.</param>
/// <param name="Served">The served vector; null for an event.</param>
internal readonly record struct HistoryRow(FeatureView View, string Entity, FeatureTime Time, FeatureEvent? Ingested, ServedVector? Served)
{
    /// <summary>Its place in the order in which rows were added.</summary>
    public long Sequence { get; init; }

    public HistoryKind Kind => Ingested is null ? HistoryKind.Served : HistoryKind.Events;
}
