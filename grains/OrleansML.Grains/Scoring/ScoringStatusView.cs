using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>What is shown of jobs.</summary>
internal static class ScoringStatusView
{
    /// <summary>How a job stands.</summary>
    /// <param name="job">Its id.</param>
    /// <param name="stored">What is stored of it.</param>
    /// <param name="team">Its workers.</param>
    /// <param name="note">What keeps it from going on for now; empty where nothing does.</param>
    public static ScoringStatus Of(string job, ScoringJobState stored, ScoringTeam team, string note) => new()
    {
        Job = job,
        Model = stored.Model,
        Version = stored.Version,
        State = stored.State,
        Reason = stored.HasEnded ? stored.Reason : note,
        Rows = stored.Rows,
        IsPlanComplete = stored.IsPlanComplete,
        RowsDone = stored.HasEnded ? stored.DoneRows : Math.Min(stored.Rows, stored.DoneRows + team.RowsUnderWay),
        DeadRows = stored.DeadRows,
        Slices = stored.Slices.Length,
        SlicesDone = stored.DoneSlices,
        Leases = stored.Leases,
        RowsPerSecond = stored.State == ScoringState.Running ? team.RowsPerSecond : 0,
        Workers = stored.State == ScoringState.Running ? team.Workers : [],
        BatchRows = stored.BatchRows,
        PlannedAt = stored.PlannedAt,
        EndedAt = stored.EndedAt,
        Outcome = stored.Outcome,
    };
}
