using System.Diagnostics.Metrics;
using OrleansML.Learning.Definitions;
using OrleansML.Scoring;
using OrleansML.Training;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// What this silo stores of the progress of scoring jobs and training runs: their coordinators count here what they have stored, each thing once, on
/// whichever silo they live. Labels are words of this file and of the states. Safe for concurrent use.
/// </summary>
internal sealed class JobMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "OrleansML.Jobs";

    private readonly Meter _meter;
    private readonly Counter<long> _scoredRows;
    private readonly Counter<long> _scoringJobs;
    private readonly Counter<long> _trainingRuns;

    public JobMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _scoredRows = _meter.CreateCounter<long>("orleansml.scoring.rows", "{row}", "Rows of scoring jobs, by whether they were scored or became dead letters.");
        _scoringJobs = _meter.CreateCounter<long>("orleansml.scoring.jobs", "{job}", "Scoring jobs that ended, by how.");
        _trainingRuns = _meter.CreateCounter<long>("orleansml.training.runs", "{run}", "Training runs that ended, by how.");
    }

    /// <summary>Shows every counter at 0: a rate is only seen from a count that was there before.</summary>
    public void Show()
    {
        RowsScored(0, 0);
        foreach (var state in new[] { ScoringState.Completed, ScoringState.Failed, ScoringState.Cancelled })
            _scoringJobs.Add(0, Label(EnumText.Of(state)));
        foreach (var state in new[] { TrainingState.Completed, TrainingState.Failed, TrainingState.Cancelled })
            _trainingRuns.Add(0, Label(EnumText.Of(state)));
    }

    /// <summary>Rows of a scoring job were stored.</summary>
    public void RowsScored(long scored, long dead)
    {
        _scoredRows.Add(scored, Label("scored"));
        _scoredRows.Add(dead, Label("dead_letter"));
    }

    /// <summary>A scoring job has ended.</summary>
    public void ScoringEnded(ScoringState state) => _scoringJobs.Add(1, Label(EnumText.Of(state)));

    /// <summary>A training run has ended.</summary>
    public void TrainingEnded(TrainingState state) => _trainingRuns.Add(1, Label(EnumText.Of(state)));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Label(string outcome) => new("outcome", outcome);
}
