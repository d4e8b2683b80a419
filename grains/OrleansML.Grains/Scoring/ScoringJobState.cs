using System.Globalization;
using OrleansML.Learning.Scoring;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>What is stored of one job. Every change gives a new state; one that changes nothing gives the same.</summary>
[GenerateSerializer, Alias("OrleansML.ScoringJobState")]
internal sealed record ScoringJobState
{
    /// <summary>The scoring definition in YAML; empty where there is no job.</summary>
    [Id(0)]
    public string Definition { get; init; } = "";

    /// <summary>Who asked for it.</summary>
    [Id(1)]
    public string Actor { get; init; } = "";

    /// <summary>The model that scores.</summary>
    [Id(2)]
    public string Model { get; init; } = "";

    /// <summary>Its version, for the whole job.</summary>
    [Id(3)]
    public int Version { get; init; }

    /// <summary>SHA-256 of the package of that version, in lower-case hexadecimal.</summary>
    [Id(4)]
    public string Package { get; init; } = "";

    /// <summary>Pool of silos that score.</summary>
    [Id(5)]
    public string Pool { get; init; } = "";

    /// <summary>Where it stands.</summary>
    [Id(6)]
    public ScoringState State { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(7)]
    public string Reason { get; init; } = "";

    /// <summary>When it was asked for.</summary>
    [Id(8)]
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [Id(9)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When all of it was scored, which is the time of the scores; null before.</summary>
    [Id(10)]
    public DateTimeOffset? ScoredAt { get; init; }

    /// <summary>Rows that are computed together; 0 before it is chosen.</summary>
    [Id(11)]
    public int BatchRows { get; init; }

    /// <summary>Whether all slices were found.</summary>
    [Id(12)]
    public bool IsPlanComplete { get; init; }

    /// <summary>SHA-256 of the artifact that describes the input; empty before it is looked at.</summary>
    [Id(13)]
    public string Input { get; init; } = "";

    /// <summary>The slices in the order of the input.</summary>
    [Id(14)]
    public ScoringRange[] Slices { get; init; } = [];

    /// <summary>The part that counts of each slice; null where there is none yet.</summary>
    [Id(15)]
    public ScoredPart?[] Parts { get; init; } = [];

    /// <summary>What workers hold.</summary>
    [Id(16)]
    public ScoringLeaseState[] Held { get; init; } = [];

    /// <summary>Leases that were given out.</summary>
    [Id(17)]
    public int Leases { get; init; }

    /// <summary>What came of it; null before.</summary>
    [Id(18)]
    public ScoringOutcome? Outcome { get; init; }

    /// <summary>Whether it ended without a result so long ago that it cannot be resumed any more.</summary>
    [Id(19)]
    public bool IsGivenUp { get; init; }

    public bool HasEnded => State is ScoringState.Completed or ScoringState.Failed or ScoringState.Cancelled;

    public long Rows => Slices.Length == 0 ? 0 : Slices[^1].FirstRow + Slices[^1].Rows;

    public long DoneRows => Parts.Sum(static part => part is null ? 0L : part.Rows + part.DeadRows);

    public long DeadRows => Parts.Sum(static part => (long)(part?.DeadRows ?? 0));

    public int DoneSlices => Parts.Count(static part => part is not null);

    /// <summary>The state after planning has found more.</summary>
    /// <exception cref="ScoringFailedException">It found other rows than before.</exception>
    public ScoringJobState Add(ScoringPlanPart plan)
    {
        foreach (var slice in plan.Slices.Where(slice => slice.Index < Slices.Length))
        {
            if (slice != Slices[slice.Index])
                throw new ScoringFailedException($"Its input changed: rows from {slice.FirstRow} on are others than when the job was planned. Start another job.");
        }

        ScoringRange[] more = [.. plan.Slices.Where(slice => slice.Index >= Slices.Length)];
        if (more.Length == 0 && (IsPlanComplete || !plan.IsComplete))
            return this;

        return this with
        {
            Slices = [.. Slices, .. more],
            Parts = [.. Parts, .. new ScoredPart?[more.Length]],
            BatchRows = BatchRows == 0 ? plan.BatchRows : BatchRows,
            IsPlanComplete = plan.IsComplete,
            Input = plan.Input,
        };
    }

    /// <summary>The state after parts of a worker were taken: the first part of a slice counts, another changes nothing.</summary>
    /// <param name="slot">The worker.</param>
    /// <param name="parts">What it has written.</param>
    public ScoringJobState Take(int slot, ScoredPart[] parts)
    {
        ScoredPart[] known = [.. parts.Where(part => part.Slice < Slices.Length)];
        if (known.Length == 0)
            return this;

        var next = (ScoredPart?[])Parts.Clone();
        foreach (var part in known)
        {
            if (part.Rows + part.DeadRows != Slices[part.Slice].Rows)
                throw new ScoringFailedException($"A worker gave {part.Rows} rows and {part.DeadRows} dead letters for the {Slices[part.Slice].Rows} rows from row {Slices[part.Slice].FirstRow} on.");
            next[part.Slice] ??= part;
        }

        ScoringLeaseState[] held = [.. Held.Where(lease => lease.Slot != slot || known.All(part => part.Slice != lease.Slice))];
        return held.Length == Held.Length && next.AsSpan().SequenceEqual(Parts) ? this : this with { Parts = next, Held = held };
    }

    /// <summary>The state without the leases of workers that do not hold them any more.</summary>
    public ScoringJobState Release(Func<ScoringLeaseState, bool> isLost)
    {
        ScoringLeaseState[] held = [.. Held.Where(lease => !isLost(lease) && Parts[lease.Slice] is null)];
        return held.Length == Held.Length ? this : this with { Held = held };
    }

    /// <summary>
    /// The state after slices were given to a worker: those after what it holds, as it reads on in a file at the least cost. Where there are none, it
    /// begins the longest stretch that is free; behind another worker, which reads on as well, in its middle.
    /// </summary>
    /// <param name="slot">The worker.</param>
    /// <param name="incarnation">Which life of it.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="at">The time.</param>
    public ScoringJobState Lease(int slot, Guid incarnation, int most, DateTimeOffset at)
    {
        var isFree = Array.ConvertAll(Parts, static part => part is null);
        foreach (var lease in Held)
            isFree[lease.Slice] = false;
        var given = new List<int>();
        var next = Held.Where(lease => lease.Incarnation == incarnation).Select(static lease => lease.Slice + 1).DefaultIfEmpty(Slices.Length).Max();
        while (given.Count < most)
        {
            if (next >= Slices.Length || !isFree[next])
                next = BeginningOf(isFree);
            if (next == Slices.Length)
                break;
            isFree[next] = false;
            given.Add(next++);
        }

        return Grant(slot, incarnation, [.. given], at);
    }

    /// <summary>
    /// The state after a worker without work got the slice that another holds longest, so that one slow machine does not keep the job waiting; whoever
    /// is first counts.
    /// </summary>
    /// <param name="slot">The worker.</param>
    /// <param name="incarnation">Which life of it.</param>
    /// <param name="patience">How long the other must have held it.</param>
    /// <param name="at">The time.</param>
    public ScoringJobState Compete(int slot, Guid incarnation, TimeSpan patience, DateTimeOffset at)
    {
        var slow = Held.GroupBy(static lease => lease.Slice).Where(static leases => leases.Count() == 1).Select(static leases => leases.First())
            .Where(lease => lease.Slot != slot && at - lease.At > patience).MinBy(static lease => lease.At);
        return slow is null ? this : Grant(slot, incarnation, [slow.Slice], at);
    }

    /// <summary>Why there are more dead letters than allowed; null where there are not.</summary>
    public string? Overdrawn(DeadLetterBudget budget)
    {
        var dead = DeadRows;
        if (dead == 0 || (dead <= budget.Most && (!IsPlanComplete || dead <= budget.MostOf(Rows))))
            return null;

        var first = Parts.First(static part => part is { DeadRows: > 0 })!;
        var share = IsPlanComplete ? string.Create(CultureInfo.InvariantCulture, $" of {Rows} rows") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{dead}{share} could not be scored; {(IsPlanComplete ? budget.MostOf(Rows) : budget.Most)} are allowed (dead_letters). The first: {first.DeadReason.TrimEnd('.')}. Mend the rows or raise the limit, and start another job.");
    }

    /// <summary>Until when it keeps what it needs to go on after it ended without a result; null: it keeps nothing, or has not ended.</summary>
    /// <param name="resumableFor">How long it can be resumed.</param>
    public DateTimeOffset? KeptUntil(TimeSpan resumableFor) =>
        State is ScoringState.Failed or ScoringState.Cancelled && !IsGivenUp && EndedAt is { } ended ? ended + resumableFor : null;

    /// <summary>The state after the job has ended.</summary>
    public ScoringJobState End(ScoringState state, string reason, DateTimeOffset at) => this with { State = state, Reason = reason, EndedAt = at, Held = [] };

    /// <summary>Where a worker begins among the slices that are free; their number where none is.</summary>
    private int BeginningOf(bool[] isFree)
    {
        var (first, length) = (Slices.Length, 0);
        for (var start = 0; start < isFree.Length; start++)
        {
            var end = start;
            while (end < isFree.Length && isFree[end])
                end++;
            if (end - start > length)
                (first, length) = (start, end - start);
            start = end;
        }

        return length > 0 && first > 0 && Parts[first - 1] is null ? first + (length / 2) : first;
    }

    private ScoringJobState Grant(int slot, Guid incarnation, int[] slices, DateTimeOffset at) => slices.Length == 0 ? this : this with
    {
        Held = [.. Held, .. slices.Select((slice, index) => new ScoringLeaseState(slice, slot, incarnation, Leases + index + 1, at))],
        Leases = Leases + slices.Length,
    };
}
