using System.CommandLine;
using OrleansML.Cli.Runs;
using OrleansML.Client;
using OrleansML.Gateway.Scoring;
using OrleansML.Learning.Scoring;

namespace OrleansML.Cli.Scoring;

/// <summary><c>orleansml score start -f FILE</c>: starts a scoring job, waits for its end where that is asked for, or says what it would do.</summary>
internal sealed class ScoreStartCommand : Command
{
    private readonly Option<string> _file = new("--file", "-f")
    {
        Description = "Scoring definition in YAML. A relative input.path or output.path in it is taken from the file's folder; silos must find both under the same path.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _job = new("--job")
    {
        Description = "Id of the job; the same id again shows how it stands. Default: model, time and a few random digits.",
        HelpName = "ID",
    };

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the end and show progress. Exit code 0 only when the job is completed. Ctrl-C ends the waiting, not the job.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Start nothing: say what the job would do, from a sample of its input. Writes nothing.",
    };

    public ScoreStartCommand(VerbContext verbs) : base("start", "Score rows as a definition says.")
    {
        Add(_file);
        Add(_job);
        Add(_wait);
        Add(_dryRun);
        Validators.Add(result =>
        {
            if (result.GetValue(_dryRun) && (result.GetValue(_wait) || result.GetValue(_job) is not null))
                result.AddError("--dry-run starts no job: leave --job and --wait out.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = await DefinitionFile<ScoringDefinition>.ReadAsync(parsed.GetRequiredValue(_file), ScoringDefinitions.Kind, cancellationToken);
        var definition = file.Require();
        var sent = file.ToSend();
        var output = verbs.OutputOf(parsed);
        using var gateway = verbs.ConnectTo(parsed);
        var calls = new ScoringCalls(gateway);
        if (parsed.GetValue(_dryRun))
        {
            var estimate = await output.WithStatus("scoring a sample", _ => calls.EstimateAsync(sent, cancellationToken));
            output.Write(estimate, console => ScoringViews.RenderEstimate(console, definition, estimate));
            return ExitCodes.Success;
        }

        var job = await StartAsync(calls, parsed.GetValue(_job) ?? RunId.Make(definition.Model, DateTimeOffset.UtcNow), sent, cancellationToken);
        if (!parsed.GetValue(_wait))
        {
            output.Write(job, console => console.WriteLine(
                $"Scoring job '{job.Job}' of model '{job.Model}' is {job.State}. Follow it with 'orleansml score status {job.Job} --watch'."));
            return ExitCodes.Success;
        }

        output.Notice($"Scoring job '{job.Job}' of model '{job.Model}'");
        return await ScoreEnd.WaitAsync(calls, output, job, cancellationToken);
    }

    private static async Task<ScoringJobInfo> StartAsync(ScoringCalls calls, string id, string definition, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.StartAsync(id, definition, Environment.UserName, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"Whether scoring job '{id}' was started is unknown: see 'orleansml score status {id}'.");
        }
    }
}
