namespace OrleansML.ChaosTests.Soak;

/// <summary>A fault that a cluster must survive without anybody noticing, its end included.</summary>
internal sealed record SoakFault(string Name, Func<ChaosRun, Random, Task> RunAsync);
