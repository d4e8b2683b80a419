namespace OrleansML.Data.Scoring;

/// <summary>What a job reads, cut into slices.</summary>
public sealed record ScoringPlan
{
    /// <summary>The files of the input in the order of their names; none for a query.</summary>
    public required IReadOnlyList<ScoringFile> Files { get; init; }

    /// <summary>The columns that the job uses: key, carried ones, and those of the model.</summary>
    public required IReadOnlyList<ScoringField> Columns { get; init; }

    /// <summary>The slices in the order of the input.</summary>
    public required IReadOnlyList<ScoringSlice> Slices { get; init; }

    /// <summary>All rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Whether slices lie in staged files, which can be removed with <see cref="ScoringPlanner.RemoveStaged"/> when the job is over.</summary>
    public required bool IsStaged { get; init; }

    /// <summary>The file of a slice, by which reading checks that it is still the same; null when it is staged.</summary>
    /// <param name="slice">A slice of this plan.</param>
    public ScoringFile? FileOf(ScoringSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return IsStaged ? null : Files.First(file => file.Path == slice.File);
    }
}
