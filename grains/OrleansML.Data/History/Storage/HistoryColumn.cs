namespace OrleansML.Data.History.Storage;

/// <summary>A column of a file of history.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in DuckDB.</param>
internal readonly record struct HistoryColumn(string Name, string Type)
{
    public override string ToString() => $"{Sql.Name(Name)} {Type}";
}
