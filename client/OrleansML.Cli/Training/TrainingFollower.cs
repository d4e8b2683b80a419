using System.Diagnostics;
using OrleansML.Gateway.Training;

namespace OrleansML.Cli.Training;

/// <summary>Waits for the end of a run and shows how it goes on. The run does not depend on it.</summary>
internal sealed class TrainingFollower(TrainingCalls calls, Output output)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // A gateway that starts anew, or a coordinator that moves, is back by then.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Epochs may be short, and runs long.
    private static readonly TimeSpan EpochPause = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _sinceNote = new();
    private string _noted = "";
    private string _trouble = "";
    private int _epoch;

    /// <summary>Waits until a run has ended.</summary>
    /// <exception cref="CliException">Waiting was given up, or the gateway does not answer any more; the run goes on.</exception>
    public async Task<TrainingRunInfo> FollowAsync(TrainingRunInfo run, CancellationToken cancellationToken)
    {
        try
        {
            return await output.WithStatus(run.Run, show => WaitAsync(run, show, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliException(
                $"Training run '{run.Run}' goes on. Follow it with 'orleansml train status {run.Run} --watch', or end it with 'orleansml train cancel {run.Run}'.");
        }
    }

    private async Task<TrainingRunInfo> WaitAsync(TrainingRunInfo run, Action<string> show, CancellationToken cancellationToken)
    {
        var answered = Stopwatch.StartNew();
        while (true)
        {
            show($"{TrainingViews.Share(run)} {TrainingViews.Line(run)}");
            Note(run);
            if (TrainingViews.HasEnded(run))
                return run;

            await Task.Delay(Pause, cancellationToken);
            try
            {
                run = await calls.GetAsync(run.Run, cancellationToken);
                answered.Restart();
                _trouble = "";
            }
            catch (Exception exception) when (exception is CliException or HttpRequestException or IOException)
            {
                if (answered.Elapsed > Patience)
                    throw new CliException($"{exception.Message} The run does not depend on this command; follow it with 'orleansml train status {run.Run} --watch'.", innerException: exception);

                if (exception.Message != _trouble)
                    output.Notice($"It is asked again how the run stands: {_trouble = exception.Message}");
            }
        }
    }

    // Lines of a file or pipe: one when something changed that is worth a line.
    private void Note(TrainingRunInfo run)
    {
        var what = $"{TrainingViews.PhaseOf(run)} {run.Members.Count} {run.Reason}";
        if (output.IsDrawing || (what == _noted && (run.Epoch == _epoch || _sinceNote.Elapsed < EpochPause)))
            return;

        (_noted, _epoch) = (what, run.Epoch);
        _sinceNote.Restart();
        output.Notice(TrainingViews.Line(run));
    }
}
