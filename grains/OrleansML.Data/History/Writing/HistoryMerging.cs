namespace OrleansML.Data.History.Writing;

/// <summary>Which files a silo merges, so that no two merge the same.</summary>
internal enum HistoryMerging
{
    /// <summary>Its own, of past days. Those of a silo that does not come back stay as they are.</summary>
    Own,

    /// <summary>Everybody's, while it holds the <see cref="DayTurn"/>; those of today as soon as there are many.</summary>
    AnyInTurn,
}
