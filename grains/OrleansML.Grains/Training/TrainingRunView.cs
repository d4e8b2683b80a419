using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>Puts together how a run stands, from what is stored and what its workers report.</summary>
internal static class TrainingRunView
{
    public static TrainingRunStatus Of(string run, TrainingRunState stored, TrainingTeam team, string note)
    {
        TrainingWorkerStatus[] reports =
        [
            .. stored.Members.Select(member => team.ReportOf(member.Slot)).OfType<TrainingWorkerStatus>().Where(report => report.Generation == stored.Generation),
        ];
        var furthest = reports.MaxBy(static report => report.Position);
        var kept = stored.Checkpoint?.Epochs ?? [];
        var isRunning = stored.State == TrainingState.Running;
        return new TrainingRunStatus
        {
            Run = run,
            Model = stored.Model,
            State = isRunning && reports.Any(static report => report.IsCheckpointing) ? TrainingState.Checkpointing : stored.State,
            Reason = stored.HasEnded ? stored.Reason : note,
            Generation = stored.Generation,
            Members = stored.Members,
            Step = Math.Max(furthest?.Step ?? 0, stored.Checkpoint?.Step ?? 0),
            Steps = stored.Materials is { } materials ? materials.StepsPerEpoch * materials.Epochs : 0,
            StepsPerEpoch = stored.Materials?.StepsPerEpoch ?? 0,
            RowsPerSecond = isRunning ? furthest?.RowsPerSecond ?? 0 : 0,
            Loss = furthest?.Loss,
            CheckpointStep = stored.Checkpoint?.Step,
            Epochs = [.. kept, .. furthest?.Epochs.Where(epoch => epoch.Epoch >= kept.Length) ?? []],
            Leases = stored.Leases,
            PlannedAt = stored.PlannedAt,
            EndedAt = stored.EndedAt,
            StateDigest = stored.Checkpoint is { IsLast: true } last ? last.Digest : "",
            Outcome = stored.Outcome,
            Rows = stored.Materials?.Rows ?? [0, 0, 0],
        };
    }
}
