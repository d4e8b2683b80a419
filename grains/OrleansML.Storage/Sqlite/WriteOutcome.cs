namespace OrleansML.Storage.Sqlite;

/// <summary>What became of a conditional write or clear.</summary>
/// <param name="Accepted">Whether the expected version was the stored one.</param>
/// <param name="Version">The version now stored; none where there is no row.</param>
internal readonly record struct WriteOutcome(bool Accepted, long? Version);
