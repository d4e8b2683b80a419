namespace OrleansML.Data.History.Storage;

/// <summary>What a file of history holds.</summary>
internal enum HistoryKind
{
    /// <summary>Ingested events, by day of arrival.</summary>
    Events,

    /// <summary>Served vectors, by day of serving.</summary>
    Served,
}
