using System.CommandLine;
using OrleansML.Cli.Runs;
using OrleansML.Client;
using OrleansML.Gateway.Training;
using OrleansML.Learning.Training;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train start -f FILE</c>: starts a training run, and waits for its end where that is asked for.</summary>
internal sealed class TrainStartCommand : Command
{
    private readonly Option<string> _file = new("--file", "-f")
    {
        Description = "Training definition in YAML. A relative data.path or start.path in it is taken from the file's folder; silos must find the files under the same path.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _run = new("--run")
    {
        Description = "Id of the run; the same id again shows how it stands. Default: model, time and a few random digits.",
        HelpName = "ID",
    };

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the end and show progress. Exit code 0 only when the gate let it pass. Ctrl-C ends the waiting, not the run.",
    };

    public TrainStartCommand(VerbContext verbs) : base("start", "Train a model as a definition says.")
    {
        Add(_file);
        Add(_run);
        Add(_wait);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = await DefinitionFile<TrainingDefinition>.ReadAsync(parsed.GetRequiredValue(_file), TrainingDefinitions.Kind, cancellationToken);
        var id = parsed.GetValue(_run) ?? RunId.Make(file.Require().Model, DateTimeOffset.UtcNow);
        var definition = file.ToSend();
        var output = verbs.OutputOf(parsed);
        using var gateway = verbs.ConnectTo(parsed);
        var calls = new TrainingCalls(gateway);
        var run = await StartAsync(calls, id, definition, cancellationToken);
        if (!parsed.GetValue(_wait))
        {
            output.Write(run, console => console.WriteLine(
                $"Training run '{run.Run}' of model '{run.Model}' is {run.State}. Follow it with 'orleansml train status {run.Run} --watch'."));
            return ExitCodes.Success;
        }

        output.Notice($"Training run '{run.Run}' of model '{run.Model}'");
        var ended = await new TrainingFollower(calls, output).FollowAsync(run, cancellationToken);
        output.Write(ended, console => TrainingViews.RenderRun(console, ended));
        return TrainingViews.ExitCodeOf(ended);
    }

    private static async Task<TrainingRunInfo> StartAsync(TrainingCalls calls, string id, string definition, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.StartAsync(id, definition, Environment.UserName, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"Whether training run '{id}' was started is unknown: see 'orleansml train status {id}'.");
        }
    }
}
