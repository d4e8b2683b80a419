namespace OrleansML.TrainingTests.Runs;

/// <summary>Tests that nothing else may run beside, since they measure the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
