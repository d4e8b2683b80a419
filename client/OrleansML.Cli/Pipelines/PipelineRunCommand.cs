using System.CommandLine;
using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline run NAME</c>: asks for a run by hand, and waits for its end where that is asked for.</summary>
internal sealed class PipelineRunCommand : Command
{
    private readonly PipelineArgument _name = new();

    private readonly TimeOption _start = new("--start", "Start of the data interval, inclusive. Default, with --end: the last complete interval of the first trigger by the clock.");

    private readonly TimeOption _end = new("--end", "End of the data interval, exclusive.");

    private readonly Option<string?> _operation = new("--operation")
    {
        Description = "Id of the operation; the same id again shows the run that it started. Default: a new one.",
        HelpName = "ID",
    };

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the end and show progress. Exit code 0 only when the run succeeded. Ctrl-C ends the waiting, not the run.",
    };

    public PipelineRunCommand(VerbContext verbs) : base("run", "Run a pipeline now. It starts, waits or is skipped as its overlap says, also while its triggers are paused.")
    {
        Add(_name);
        Add(_start);
        Add(_end);
        Add(_operation);
        Add(_wait);
        Validators.Add(result =>
        {
            if (result.GetResult(_start) is null != result.GetResult(_end) is null)
                result.AddError("A data interval has --start and --end: give both, or none.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_name);
        (DateTimeOffset, DateTimeOffset)? interval = parsed.GetValue(_start) is { } start && parsed.GetValue(_end) is { } end ? (start, end) : null;
        var output = verbs.OutputOf(parsed);
        using var gateway = verbs.ConnectTo(parsed);
        var calls = new PipelineCalls(gateway);
        var run = await StartAsync(calls, name, parsed.GetValue(_operation) ?? Guid.NewGuid().ToString("N"), interval, cancellationToken);
        if (parsed.GetValue(_wait))
        {
            output.Notice($"Run '{run.Run}' of pipeline '{name}'");
            return await PipelineEnd.WaitAsync(calls, output, name, run, cancellationToken);
        }

        var hint = run.State == "Skipped" ? run.Reason : $"Follow it with 'orleansml pipeline status {name} {run.Run} --watch'.";
        output.Write(run, console => console.WriteLine($"Run '{run.Run}' of pipeline '{name}' is {run.State}. {hint}"));
        return run.State == "Skipped" ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static async Task<PipelineRunInfo> StartAsync(
        PipelineCalls calls, string name, string operation, (DateTimeOffset, DateTimeOffset)? interval, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.StartAsync(name, operation, interval, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"Whether a run of pipeline '{name}' was started is unknown: the same command with '--operation {operation}' starts it once at most.");
        }
    }
}
