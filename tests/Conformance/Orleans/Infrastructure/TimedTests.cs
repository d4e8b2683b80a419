namespace OrleansML.Conformance.Infrastructure;

/// <summary>Tests in which a few seconds decide: each runs alone, because what keeps the machine busy would decide instead.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedTests
{
    public const string Name = "Timed";
}
