namespace OrleansML.ChaosTests.Load;

/// <summary>An answer to a prediction.</summary>
internal readonly record struct Reply(int Version, float Value, int Retries);
