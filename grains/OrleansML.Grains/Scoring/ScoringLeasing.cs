using OrleansML.Learning.Scoring;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>By what slices are given to a worker that reports.</summary>
/// <param name="MayLease">Whether it may get any.</param>
/// <param name="Workers">How many workers there should be.</param>
/// <param name="DeadLetters">How many dead letters there may be.</param>
/// <param name="Patience">How long a worker must have held a slice before another gets it too.</param>
internal readonly record struct ScoringLeasing(bool MayLease, int Workers, DeadLetterBudget DeadLetters, TimeSpan Patience)
{
    private const int MostLeasesAtOnce = 4;

    /// <summary>The state of a running job after what a worker has done was taken, and it was given more.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="report">What the worker says.</param>
    /// <param name="at">The time.</param>
    /// <exception cref="ScoringFailedException">There are more dead letters than allowed, or rows do not add up.</exception>
    public ScoringJobState Take(ScoringJobState state, ScoringReport report, DateTimeOffset at)
    {
        // A worker of another life holds nothing of what its slot held before.
        var next = state.Take(report.Slot, report.Parts).Release(lease => lease.Slot == report.Slot && lease.Incarnation != report.Incarnation);
        if (next.Overdrawn(DeadLetters) is { } overdrawn)
            throw new ScoringFailedException(overdrawn);

        var held = next.Held.Count(lease => lease.Incarnation == report.Incarnation);
        var credit = Math.Min(MostLeasesAtOnce, report.Credit - (held - report.Held.Length));

        // What one worker read ahead at the end would be missing to another, who could begin it now.
        if (next.IsPlanComplete && next.Slices.Length - next.DoneSlices - next.Held.Length <= Workers)
            credit = Math.Min(credit, 1 - held);
        if (!MayLease || credit <= 0)
            return next;

        var given = next.Lease(report.Slot, report.Incarnation, credit, at);
        return ReferenceEquals(given, next) && report.Held.Length == 0 && next.IsPlanComplete ? next.Compete(report.Slot, report.Incarnation, Patience, at) : given;
    }
}
