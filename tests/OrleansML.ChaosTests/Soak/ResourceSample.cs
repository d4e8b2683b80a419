using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests.Soak;

/// <summary>What a process held at a moment of the run; managed memory of 0 is unknown.</summary>
internal sealed record ResourceSample(string Process, TimeSpan At, ResourceUsage Usage, long ManagedBytes);
