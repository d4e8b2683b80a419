namespace OrleansML.Learning.Scoring;

/// <summary>Rows of a query to PostgreSQL, read page by page in the order of their key.</summary>
/// <param name="Connection">Connection string of Npgsql, with secrets as <c>${secret:NAME}</c>.</param>
/// <param name="Query">A SELECT without semicolon; its rows must not change while they are read, or pages may see different states.</param>
/// <param name="Key">Columns of the result that are unique together and never NULL; 1 to 8.</param>
public sealed record QueryInput(string Connection, string Query, IReadOnlyList<string> Key) : ScoringInput;
