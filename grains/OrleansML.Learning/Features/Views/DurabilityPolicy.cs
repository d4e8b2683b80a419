namespace OrleansML.Learning.Features;

/// <summary>How a view's values are kept.</summary>
/// <param name="Mode">What survives the loss of a silo.</param>
/// <param name="Bound">With <see cref="DurabilityMode.WriteBehind"/>: how long an acknowledged value may go unwritten, 10 ms to 10 min. Else zero.</param>
public sealed record DurabilityPolicy(DurabilityMode Mode, TimeSpan Bound);
