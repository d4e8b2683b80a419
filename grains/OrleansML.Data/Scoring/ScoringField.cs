namespace OrleansML.Data.Scoring;

/// <summary>A column of the input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as DuckDB spells it, such as <c>BIGINT</c>; <c>VARCHAR</c> for every column of CSV and JSON lines.</param>
public sealed record ScoringField(string Name, string Type);
