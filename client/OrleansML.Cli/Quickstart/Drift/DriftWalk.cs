using System.Globalization;
using System.Text;
using OrleansML.Cli.Training;
using OrleansML.Client;
using OrleansML.Learning.Records;
using OrleansML.Monitoring;
using OrleansML.Pipelines;
using OrleansML.Training;

namespace OrleansML.Cli.Quickstart.Drift;

/// <summary>
/// The closed loop as a user would run it: a model is trained and watched, prices change in one region, the alarm names it, the model is trained again, passes
/// its gate, becomes champion by a canary, and the alarm closes.
/// </summary>
internal sealed class DriftWalk(OrleansMLClient client, string directory, Output output, TimeProvider time)
{
    private const int TrainingRows = 6_000;
    private const int QuietWindows = 2;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly long _started = time.GetTimestamp();
    private readonly List<QuickstartCheck> _checks = [];
    private DriftDefinitions _definitions = DriftDefinitions.For([]);

    /// <summary>Goes the way.</summary>
    /// <returns>What had to hold.</returns>
    /// <exception cref="CliException">A part of the way did not come about in time.</exception>
    public async Task<IReadOnlyList<QuickstartCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var customers = new DriftCustomers(seed: 7);
        await PrepareAsync(customers, cancellationToken);
        var stream = new DriftStream(client, _definitions.Model, customers);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var streaming = stream.RunAsync(end.Token);
        try
        {
            await LoopAsync(stream, cancellationToken);
        }
        finally
        {
            await end.CancelAsync();
            await streaming;
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{stream.Rows:N0} customers were predicted and labelled; {stream.Failed} requests failed."));
        return _checks;
    }

    private async Task PrepareAsync(DriftCustomers customers, CancellationToken cancellationToken)
    {
        _definitions = DriftDefinitions.For(await UntilAsync("the models", async () => (await client.Registry.ListAsync()).Select(static model => model.Model).ToHashSet(StringComparer.Ordinal), static _ => true, cancellationToken));
        var rows = Path.Combine(directory, "customers.csv");
        await File.WriteAllLinesAsync(rows, customers.Take(TrainingRows, hasDrifted: false).Select(static (customer, number) => customer.ToCsv(number)).Prepend(DriftCustomer.Header), cancellationToken);
        var definition = await WriteAsync("customers.yaml", _definitions.Training(rows), cancellationToken);
        var run = await client.Training.StartAsync(definition, cancellationToken: cancellationToken);
        Say($"Training the first version of {_definitions.Model} on {TrainingRows} customers (run {run.Run}) ...");
        var trained = await UntilAsync("the end of the training run", async () => await client.Training.GetStatusAsync(run.Run, cancellationToken), static status => status.State is TrainingState.Completed or TrainingState.Failed or TrainingState.Cancelled, cancellationToken);
        if (trained.Outcome is not { Passed: true, Version: { } version } outcome)
            throw new CliException($"Training run '{run.Run}' gave no version that may serve: {trained.Reason}{string.Join(" ", trained.Outcome?.Reasons ?? [])}");
        Say($"Version {version} serves: {MetricsOf(outcome)}.");

        await client.Pipelines.ApplyAsync(_definitions.Pipeline, await WriteAsync("retrain.yaml", _definitions.Retraining(directory), cancellationToken), cancellationToken: cancellationToken);
        await client.Monitor.ApplyAsync(_definitions.Model, await WriteAsync("monitor.yaml", _definitions.Monitor(), cancellationToken), cancellationToken: cancellationToken);
    }

    private async Task LoopAsync(DriftStream stream, CancellationToken cancellationToken)
    {
        Say("Customers come, 400 a second, from the same world as the training data ...");
        var quiet = await UntilAsync("windows that are complete", () => ReportAsync(cancellationToken), static report => CompleteWindows(report) >= QuietWindows, cancellationToken);
        Check("no alarm without drift", quiet.Incidents.Length == 0, $"{quiet.Incidents.Length} incidents in {CompleteWindows(quiet)} windows");

        stream.Drift();
        Say($"Prices rise in the {DriftCustomers.DriftedRegion} ...");
        var opened = await UntilAsync("an alarm", () => IncidentsAsync(cancellationToken), static incidents => incidents.Length > 0, cancellationToken);
        var incident = opened[0];
        Say($"ALARM {incident.Id}: {incident.Text}");
        Check("the alarm names the segment", incident.Segment == DriftCustomers.DriftedSegment, $"{incident.Segment}, by column {(incident.Evidence.Columns.FirstOrDefault() is { } column ? column.Name : "?")}");

        var started = await UntilAsync("a run of the pipeline", () => RunsAsync(cancellationToken), static runs => runs.Length > 0, cancellationToken);
        Say($"Retraining: run {started[0].Run} of pipeline {_definitions.Pipeline}, because of {started[0].Key}.");
        var run = await FollowAsync(started[0].Run, cancellationToken);
        Check("the gate passes and the canary is promoted", run.State == PipelineRunState.Succeeded, run.State == PipelineRunState.Succeeded ? "the pipeline succeeded" : run.Reason);

        var closed = await UntilAsync("the end of the alarm", () => IncidentsAsync(cancellationToken), static incidents => incidents.All(static one => one.ClosedAt is not null), cancellationToken);
        Say($"The alarm is closed: {closed[^1].ClosedBecause}");
        var (runs, versions) = (await RunsAsync(cancellationToken), (await client.Registry.GetAsync(_definitions.Model)).Versions);
        Check("one incident, one retraining, one new version", closed.Length == 1 && runs.Length == 1 && versions.Length == 2, $"{closed.Length} incidents, {runs.Length} runs, {versions.Length} versions");
    }

    private async Task<PipelineRun> FollowAsync(string run, CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        return await UntilAsync(
            "the end of the retraining",
            async () =>
            {
                var status = await client.Pipelines.GetRunAsync(_definitions.Pipeline, run, cancellationToken);
                foreach (var step in status.Steps.Where(step => step.State == PipelineStepState.Succeeded && !told.Contains(step.Step)))
                {
                    // What a lost silo did not say is asked again.
                    Say($"  {step.Step}: {await WordsAsync(status, step, cancellationToken)}");
                    told.Add(step.Step);
                }

                return status;
            },
            static status => status.EndedAt is not null,
            cancellationToken);
    }

    private async Task<string> WordsAsync(PipelineRun run, PipelineStepStatus step, CancellationToken cancellationToken) => step.Step switch
    {
        "train" when step.Output is { } training => $"run {training}, {MetricsOf((await client.Training.GetStatusAsync(training, cancellationToken)).Outcome!)}",
        "gate" when run.Steps.Single(static other => other.Step == "train").Output is { } training =>
            $"passed, {await VerdictAsync(training, cancellationToken)}; version {step.Output} is registered",
        "deploy" => $"version {step.Output} is champion",
        _ => step.Output ?? "done",
    };

    // The record is for people and auditors: all that the verdict rests on.
    private async Task<string> VerdictAsync(string run, CancellationToken cancellationToken)
    {
        var verdict = CanonicalJson.Read<GateRecordView>(Encoding.UTF8.GetBytes(await client.Training.GetGateRecordAsync(run, cancellationToken))).Verdict;
        return string.Join(", ", verdict.Segments.Where(static one => one.Segment == DriftCustomers.DriftedSegment).Prepend(verdict.Overall).Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{verdict.Metric} {one.Challenger.Value:0.000} beside {one.Champion.Value:0.000} on {one.Rows:N0} rows{(one.Segment is { } segment ? $" of {segment}" : "")}")));
    }

    private static string MetricsOf(TrainingOutcome outcome) => string.Join(", ", outcome.Metrics.Where(static metric => metric.Name is "roc_auc" or "log_loss").Select(metric =>
        string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {metric.Value:0.000} ({metric.Lower:0.000} to {metric.Upper:0.000})")));

    private static int CompleteWindows(MonitorReport report) => report.Timeline.Count(point => point.End <= report.Watermark);

    private async Task<MonitorReport> ReportAsync(CancellationToken cancellationToken) =>
        await client.Monitor.GetReportAsync(_definitions.Model, new MonitorQuery(), cancellationToken);

    private async Task<MonitorIncident[]> IncidentsAsync(CancellationToken cancellationToken) =>
        await client.Monitor.GetIncidentsAsync(_definitions.Model, cancellationToken: cancellationToken);

    private async Task<PipelineRun[]> RunsAsync(CancellationToken cancellationToken)
    {
        var status = await client.Pipelines.GetStatusAsync(_definitions.Pipeline, cancellationToken);
        return status.Open is { } open ? [open, .. status.Recent.Where(recent => recent.Run != open.Run)] : status.Recent;
    }

    private async Task<T> UntilAsync<T>(string what, Func<Task<T>> look, Func<T, bool> isThere, CancellationToken cancellationToken)
    {
        OrleansMLException? failure = null;
        while (time.GetElapsedTime(_started) < Longest)
        {
            try
            {
                var seen = await look();
                if (isThere(seen))
                    return seen;
                failure = null;
            }
            catch (OrleansMLException exception)
            {
                // A silo may be lost on the way; the cluster goes on.
                failure = exception;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }

        throw new CliException($"Not seen within {Longest.TotalMinutes} minutes of the beginning: {what}.{(failure is null ? "" : $" {failure.Message}")}");
    }

    private async Task<string> WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, name), text, cancellationToken);
        return text;
    }

    private void Check(string name, bool passed, string found) => _checks.Add(new QuickstartCheck(name, passed, found));

    private void Say(string text) => output.Notice(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_started).TotalSeconds,5:0} s  {text}"));
}
