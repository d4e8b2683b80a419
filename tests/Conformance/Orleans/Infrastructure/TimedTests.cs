namespace OrleansML.Conformance.Infrastructure;

/// <summary>Tests in which a few seconds decide: each runs alone, and all in a process of their own, because what is busy there would decide instead.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedTests
{
    public const string Name = "Timed";
}
