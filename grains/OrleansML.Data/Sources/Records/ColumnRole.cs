namespace OrleansML.Data.Sources;

/// <summary>What a column of a source is for.</summary>
internal enum ColumnRole
{
    Key,
    Field,
    EventTime,
    CreatedTime,
    EventId,
}
