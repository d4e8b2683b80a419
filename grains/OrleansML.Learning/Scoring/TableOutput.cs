namespace OrleansML.Learning.Scoring;

/// <summary>Scores in a table of PostgreSQL, put there in one transaction.</summary>
/// <param name="Connection">Connection string of Npgsql, with secrets as <c>${secret:NAME}</c>.</param>
/// <param name="Table">Name of the table with or without schema, as <c>public.scores</c>; made where it is missing.</param>
/// <param name="Mode">What becomes of rows that are there. Default <see cref="TableMode.Upsert"/>.</param>
public sealed record TableOutput(string Connection, string Table, TableMode Mode = TableMode.Upsert) : ScoringOutput;
