using System.Globalization;
using System.Text.RegularExpressions;
using OrleansML.Pipelines;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>
/// Holds what a pipeline says of itself against the clock and against what its steps left behind: every instant of the period is one run or explained, and
/// every run that succeeded had the effect of each step once.
/// </summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="status">How it says it stands.</param>
/// <param name="decisions">Its decisions, newest first.</param>
/// <param name="until">The last instant of the period.</param>
internal sealed partial class PipelineAudit(WatchedPipeline pipeline, PipelineStatus status, PipelineDecision[] decisions, DateTimeOffset until)
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(45);

    private readonly List<string> _faults = [];
    private readonly List<PipelineRun> _runs = [.. status.Recent, .. status.Waiting, .. status.Open is { } open ? [open] : Array.Empty<PipelineRun>()];

    /// <summary>Instants that were missed for a reason.</summary>
    public int Missed { get; private set; }

    /// <summary>Runs of the period that never started, for a reason.</summary>
    public int Skipped => Ended.Count(static run => run.State == PipelineRunState.Skipped);

    /// <summary>Runs of the period that succeeded.</summary>
    public IReadOnlyList<PipelineRun> Succeeded => [.. Ended.Where(static run => run.State == PipelineRunState.Succeeded)];

    /// <summary>Runs that succeeded though they started long after they were due.</summary>
    public int MadeUp => Succeeded.Count(static run => run.DecidedAt - run.IntervalEnd > Late);

    /// <summary>Attempts beyond the first at steps of runs that were looked at.</summary>
    public int Repeated { get; private set; }

    /// <summary>Whether nothing of the period is still to be decided or to end.</summary>
    public bool IsSettled => !(status.Open?.IntervalEnd <= until) && status.Waiting.All(run => run.IntervalEnd > until) && Unexplained().Count == 0;

    private IEnumerable<PipelineRun> Ended => status.Recent.Where(run => run.IntervalEnd <= until);

    /// <summary>What is wrong in the ledger; nothing, if all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        foreach (var twice in _runs.GroupBy(static run => run.Key).Where(static same => same.Count() > 1))
            Fault($"{twice.Key} is in the ledger {twice.Count()} times");
        var due = pipeline.Due(status.AppliedAt, _runs.Select(static run => run.IntervalEnd).Append(until).Max()).Select(static due => due.Key).ToHashSet();
        foreach (var run in _runs.Where(run => !due.Contains(run.Key)))
            Fault($"{run.Key} is in the ledger and never was due");
        foreach (var key in Unexplained())
            Fault($"{key} was due and is lost");
        foreach (var twice in decisions.Where(static decision => decision.Kind is "start" or "end").GroupBy(static decision => (decision.Kind, decision.Key)).Where(static same => same.Count() > 1))
            Fault($"{twice.Key.Key} has {twice.Count()} decisions to {twice.Key.Kind}");
        foreach (var run in Ended)
            Check(run);
        return _faults;
    }

    /// <summary>What is wrong with the steps of a run that succeeded.</summary>
    /// <param name="run">The run with its steps, as far as they are known.</param>
    /// <param name="lines">The lines that the second steps of all runs wrote.</param>
    public IReadOnlyList<string> FaultsOfSteps(PipelineRun run, ILookup<string, string[]> lines)
    {
        var fetched = pipeline.Receiver.Under(KeyOf(run, WatchedPipeline.Fetch));
        var told = pipeline.Receiver.Under(KeyOf(run, WatchedPipeline.Tell));
        if (fetched.Length == 0 || told.Length == 0 || !lines[run.Key].Any())
            Fault($"{run.Key} succeeded with {fetched.Length} calls, {lines[run.Key].Count()} lines and {told.Length} calls");

        // Whoever came later was given one and the same result of the step before, however often that was tried.
        var used = told.Select(static call => call.Body).Distinct().ToArray();
        if (used is not [var body] || body.Split(' ') is not [var key, var answer, var id] || key != run.Key)
        {
            Fault($"{run.Key} passed on {string.Join(" and ", used)}");
            return _faults;
        }

        if (fetched.All(call => call.Answer != answer) || lines[run.Key].Any(line => line[1] != answer) || lines[run.Key].All(line => line[2] != id))
            Fault($"{run.Key} passed on {body}, of {string.Join(", ", fetched.Select(static call => call.Answer))} and {string.Join(", ", lines[run.Key].Select(static line => string.Join(' ', line)))}");
        foreach (var step in run.Steps)
        {
            Repeated += step.Attempt - 1;
            var (attempts, isResult) = step.Step switch
            {
                WatchedPipeline.Fetch => (fetched.Length, step.Output == answer),
                WatchedPipeline.Append => (lines[run.Key].Count(), step.Output == id),
                _ => (told.Length, told.Any(call => call.Answer == step.Output)),
            };
            if (!isResult || attempts > step.Attempt)
                Fault($"{run.Key} has output {step.Output} of {step.Step} at attempt {step.Attempt}, {attempts} of which were seen");
        }

        return _faults;
    }

    private string KeyOf(PipelineRun run, string step) => $"{pipeline.Name}/{run.Run}/{step}";

    private void Check(PipelineRun run)
    {
        if (run.State == PipelineRunState.Succeeded)
            return;
        if (run.State != PipelineRunState.Skipped)
        {
            Fault($"{run.Key} {run.State}: {run.Reason}");
            return;
        }

        // A run is skipped only while another goes on, and under buffer_one only while one waits as well.
        var expected = pipeline.MakesUpAll ? BufferedOne() : SkippedOther();
        var other = _runs.Find(known => known.Key == expected.Match(run.Reason).Groups["key"].Value);
        if (other is null || !(other.DecidedAt <= run.DecidedAt) || other.EndedAt < run.DecidedAt)
            Fault($"{run.Key} was skipped at {run.DecidedAt:O}, which '{run.Reason}' does not explain: {other?.DecidedAt:O} to {other?.EndedAt:O}");
        if (!decisions.Any(decision => decision.Kind == "skip" && decision.Key == run.Key && decision.Why == $"'{run.Key}' is skipped: {run.Reason}."))
            Fault($"{run.Key} was skipped without a decision");
        if (pipeline.Receiver.Under(KeyOf(run, WatchedPipeline.Fetch)).Length > 0)
            Fault($"{run.Key} was skipped and had effects");
    }

    // What is in the ledger is there; of what is not, a decision must say that it was missed, and why.
    private List<string> Unexplained()
    {
        var known = _runs.Select(static run => run.Key).ToHashSet();
        var absent = pipeline.Due(status.AppliedAt, until).Where(due => !known.Contains(due.Key)).ToList();
        Missed = 0;
        foreach (var decision in decisions.Where(static decision => decision.Kind == "miss"))
        {
            if (MissedOnes().Match(decision.Why) is not { Success: true } match)
                continue;
            var first = Time(match.Groups["first"].Value);
            var (last, count) = match.Groups["count"] is { Success: true } many ? (Time(match.Groups["last"].Value), int.Parse(many.Value, CultureInfo.InvariantCulture)) : (first, 1);
            var explained = absent.Where(due => due.Trigger == decision.Trigger && due.At >= first && due.At <= last).ToList();
            if (!pipeline.MakesUpAll && explained.Count == count)
            {
                absent.RemoveAll(explained.Contains);
                Missed += explained.Count;
            }
        }

        return [.. absent.Select(static due => due.Key)];
    }

    private void Fault(string text) => _faults.Add($"{pipeline.Name}: {text}");

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^'(?<key>[^']+)' still goes on, and overlap is 'skip'$")]
    private static partial Regex SkippedOther();

    [GeneratedRegex("^'(?<key>[^']+)' still goes on, and overlap is 'buffer_one', but '[^']+' waits already$")]
    private static partial Regex BufferedOne();

    [GeneratedRegex("^(The run due at (?<first>[^ ]+) was|(?<count>[0-9]+) runs due from (?<first>[^ ]+) to (?<last>[^ ]+) were) missed: only the latest is made up\\.$")]
    private static partial Regex MissedOnes();
}
