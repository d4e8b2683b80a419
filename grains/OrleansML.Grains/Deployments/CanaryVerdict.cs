namespace OrleansML.Grains.Deployments;

/// <summary>What is to become of a canary now, and why.</summary>
internal sealed record CanaryVerdict(CanaryVerdictKind Kind, string Reason);
