namespace OrleansML.Grains.Scoring;

/// <summary>A slice that a worker holds.</summary>
/// <param name="Slice">Its index.</param>
/// <param name="Slot">The worker.</param>
/// <param name="Incarnation">Which life of the worker.</param>
/// <param name="Attempt">Number of the lease in the job, from 1.</param>
/// <param name="At">When it was given out.</param>
[GenerateSerializer, Alias("OrleansML.ScoringLeaseState")]
internal sealed record ScoringLeaseState(
    [property: Id(0)] int Slice, [property: Id(1)] int Slot, [property: Id(2)] Guid Incarnation, [property: Id(3)] int Attempt, [property: Id(4)] DateTimeOffset At);
