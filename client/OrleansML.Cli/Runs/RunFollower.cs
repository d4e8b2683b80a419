using System.Diagnostics;

namespace OrleansML.Cli.Runs;

/// <summary>Waits for the end of a run or job and shows how it goes on. What is followed does not depend on it.</summary>
/// <param name="output">Where progress is shown.</param>
/// <param name="verb">The verbs that look at it and end it, such as "train".</param>
/// <param name="subject">What it is at the beginning of a sentence, such as "Training run".</param>
/// <param name="noun">What it is, in a word, such as "run".</param>
internal abstract class RunFollower<T>(Output output, string verb, string subject, string noun)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // A gateway that starts anew, or a coordinator that moves, is back by then.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Steps of progress may be short, and runs long.
    private static readonly TimeSpan NotePause = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _sinceNote = new();
    private string _noted = "";
    private string _trouble = "";
    private long _progress;

    /// <summary>Waits until it has ended.</summary>
    /// <exception cref="CliException">Waiting was given up, or the gateway does not answer any more; it goes on.</exception>
    public async Task<T> FollowAsync(T run, CancellationToken cancellationToken)
    {
        var id = IdOf(run);
        try
        {
            return await output.WithStatus(id, show => WaitAsync(run, show, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliException(
                $"{subject} '{id}' goes on. Follow it with 'orleansml {verb} status {id} --watch', or end it with 'orleansml {verb} cancel {id}'.");
        }
    }

    /// <summary>Its id.</summary>
    protected abstract string IdOf(T run);

    /// <summary>Where it stands.</summary>
    protected abstract string StateOf(T run);

    /// <summary>How it stands now.</summary>
    protected abstract Task<T> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>How much of it is done, in per cent; empty where that is not known.</summary>
    protected abstract string ShareOf(T run);

    /// <summary>How it stands, in one line.</summary>
    protected abstract string LineOf(T run);

    /// <summary>What is worth a line at once when it changes.</summary>
    protected abstract string EventOf(T run);

    /// <summary>What is worth a line now and then when it changes.</summary>
    protected abstract long ProgressOf(T run);

    private async Task<T> WaitAsync(T run, Action<string> show, CancellationToken cancellationToken)
    {
        var id = IdOf(run);
        var answered = Stopwatch.StartNew();
        while (true)
        {
            show($"{ShareOf(run)} {LineOf(run)}");
            Note(run);
            if (RunTexts.HasEnded(StateOf(run)))
                return run;

            await Task.Delay(Pause, cancellationToken);
            try
            {
                run = await GetAsync(id, cancellationToken);
                answered.Restart();
                _trouble = "";
            }
            catch (Exception exception) when (exception is CliException or HttpRequestException or IOException)
            {
                if (answered.Elapsed > Patience)
                    throw new CliException($"{exception.Message} The {noun} does not depend on this command; follow it with 'orleansml {verb} status {id} --watch'.", innerException: exception);

                if (exception.Message != _trouble)
                    output.Notice($"It is asked again how the {noun} stands: {_trouble = exception.Message}");
            }
        }
    }

    // Lines of a file or pipe: one when something changed that is worth a line.
    private void Note(T run)
    {
        var (what, progress) = (EventOf(run), ProgressOf(run));
        if (output.IsDrawing || (what == _noted && (progress == _progress || _sinceNote.Elapsed < NotePause)))
            return;

        (_noted, _progress) = (what, progress);
        _sinceNote.Restart();
        output.Notice(LineOf(run));
    }
}
