using OrleansML.Data.History;
using OrleansML.Data.Training;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Gate;

namespace OrleansML.Grains.Training;

/// <summary>
/// Judges trained models: has candidate and champion predict the same test rows, each by its own preprocessing, and compares them. Everything runs on
/// threads of its own; safe for concurrent use.
/// </summary>
/// <param name="options">What reading rows may use.</param>
/// <param name="time">Clock of latencies.</param>
internal sealed class CandidateEvaluator(HistoryQueryOptions options, TimeProvider time)
{
    private const int BlockRows = 4_096;

    // Intervals for the eye need fewer resamples than a decision between two models.
    private const int MostReportResamples = 500;

    private readonly TrainingPartReader _reader = new(options);

    /// <summary>Judges a candidate. Nothing is stored.</summary>
    /// <param name="evaluation">The candidate, the rows, and the champion.</param>
    /// <param name="cancellationToken">Ends the work between two blocks, resamples or queries.</param>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidModel"/>: a model cannot be loaded, needs a column that the rows do not have, refuses a row, or predicts something
    /// else than the definition's task; the message says which model and what.
    /// </exception>
    /// <exception cref="TrainingDataException">The files of the rows are not what was gathered.</exception>
    public async Task<CandidateReport> EvaluateAsync(CandidateEvaluation evaluation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var definition = evaluation.Definition;
        var test = new TestRows(definition);
        LatencyComparison? latency = null;
        using var models = await OnThread(() => ModelPair.Load(evaluation), cancellationToken);
        await _reader.ReadAsync(
            definition,
            evaluation.Table.Test,
            evaluation.Folder,
            BlockRows,
            block =>
            {
                latency ??= new LatencyMeter(time).Measure(block, models.Challenger, models.Champion, cancellationToken);
                test.Add(block);
                models.Predict(block);
            },
            cancellationToken);
        var (labels, weights) = await _reader.ReadLabelsAsync(evaluation.Table.Train, evaluation.Folder, cancellationToken);
        var (predictions, verdict, metrics) = await OnThread(() => Judge(), cancellationToken);
        var profile = await new ReferenceProfiler(options).ComputeAsync(definition, evaluation.Table, evaluation.Folder, predictions, cancellationToken);
        return new CandidateReport { Verdict = verdict, Metrics = metrics, Profile = profile };

        (Predictions Predictions, GateVerdict Verdict, EvaluationReport Metrics) Judge()
        {
            var rows = test.ToRows();
            var challenger = models.ChallengerOf(rows);
            var policy = definition.Gate;
            var known = new EvaluationRows(definition.Task, labels, TestRows.ClassesOf(definition), weights);
            var judged = PromotionGate.Judge(models.ChampionOf(rows), challenger, test.Segments, policy, known, cancellationToken);
            var measured = EvaluationReport.Measure(
                challenger, test.Segments, policy.SmallestSegment, policy.Confidence, Math.Min(policy.Resamples, MostReportResamples), policy.Seed, cancellationToken);
            return (challenger, PromotionGate.Judge(judged, latency!), measured);
        }
    }

    private static Task<T> OnThread<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
