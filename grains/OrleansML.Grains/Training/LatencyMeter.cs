using OrleansML.Data.Training;
using OrleansML.Learning.Gate;

namespace OrleansML.Grains.Training;

/// <summary>Measures how long models take for one row, preprocessing included, in turns, so that what else the machine does hits both alike.</summary>
internal sealed class LatencyMeter(TimeProvider time)
{
    private const int WarmUpCalls = 20;
    private const int Calls = 200;

    /// <summary>Calls models with single rows of a block. Blocks the calling thread; cancellation ends it between two calls.</summary>
    public LatencyComparison Measure(TrainingBlock block, ScoredModel challenger, ScoredModel? champion, CancellationToken cancellationToken)
    {
        var challengers = new double[Calls];
        var champions = new double[Calls];
        var answers = new List<double>();
        for (var call = -WarmUpCalls; call < Calls; call++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = (call + WarmUpCalls) % block.Rows;
            var took = Call(challenger, row);
            var tookChampion = champion is null ? 0 : Call(champion, row);
            if (call >= 0)
                (challengers[call], champions[call]) = (took, tookChampion);
        }

        return new LatencyComparison
        {
            Calls = Calls,
            Champion = champion is null ? null : LatencyQuantiles.Of(champions),
            Challenger = LatencyQuantiles.Of(challengers),
        };

        double Call(ScoredModel model, int row)
        {
            answers.Clear();
            var started = time.GetTimestamp();
            model.Predict(block, row, 1, answers);
            return time.GetElapsedTime(started).TotalMilliseconds;
        }
    }
}
