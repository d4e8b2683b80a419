using System.CommandLine;
using OrleansML.Gateway.Pipelines;
using Spectre.Console;
using static OrleansML.Cli.Runs.RunTexts;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline backfill NAME --from --until</c>: runs of the past, one after the other.</summary>
internal sealed class PipelineBackfillCommand : Command
{
    private const int DefaultMost = 100;
    private const int LargestMost = 1_000;

    private readonly PipelineArgument _name = new();

    private readonly TimeOption _from = new("--from", "The first instant, inclusive.");

    private readonly TimeOption _until = new("--until", "The last instant, inclusive; not after now.");

    private readonly Option<string?> _trigger = new("--trigger")
    {
        Description = "The trigger by cron or interval whose runs are made up. Default: the only one that there is.",
        HelpName = "TRIGGER",
    };

    private readonly Option<int> _most = new("--most")
    {
        Description = $"How many runs are allowed, 1 to {LargestMost}; a range with more is refused. Default: {DefaultMost}.",
        HelpName = "N",
        DefaultValueFactory = static _ => DefaultMost,
    };

    private readonly Option<bool> _stop = new("--stop") { Description = "End the backfill that goes on, after its run that goes on." };

    public PipelineBackfillCommand(VerbContext verbs) : base("backfill", "Make up the runs of a range of the past, one after the other, behind all that is due.")
    {
        Add(_name);
        Add(_from);
        Add(_until);
        Add(_trigger);
        Add(_most);
        Add(_stop);
        _most.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is (< 1 or > LargestMost) and var most)
                result.AddError($"--most is {most}; it must lie between 1 and {LargestMost}.");
        });
        Validators.Add(result =>
        {
            var (from, until) = (result.GetResult(_from) is not null, result.GetResult(_until) is not null);
            if (result.GetValue(_stop) ? from || until : !(from && until))
                result.AddError("Either --from and --until are needed, or --stop alone.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_name);
        using var gateway = verbs.ConnectTo(parsed);
        var calls = new PipelineCalls(gateway);
        if (parsed.GetValue(_stop))
        {
            var stopped = await calls.EndBackfillAsync(name, cancellationToken);
            verbs.OutputOf(parsed).Write(stopped, console => console.WriteLine($"No backfill of pipeline '{name}' starts runs any more."));
            return ExitCodes.Success;
        }

        var trigger = parsed.GetValue(_trigger) ?? OnlyTrigger(await calls.GetAsync(name, cancellationToken));
        var range = (parsed.GetValue(_from)!.Value, parsed.GetValue(_until)!.Value);
        var pipeline = await calls.BackfillAsync(name, trigger, range, parsed.GetValue(_most), cancellationToken);
        verbs.OutputOf(parsed).Write(pipeline, console => console.WriteLine(pipeline.Backfill is { } backfill
            ? $"Runs of trigger '{backfill.Trigger}' are made up until {Time(backfill.Until)}. Follow them with 'orleansml pipeline show {name}'."
            : $"The backfill of trigger '{trigger}' has started all that it had to. See 'orleansml pipeline show {name}'."));
        return ExitCodes.Success;
    }

    // Of a trigger by the clock it is known when it is due next.
    private static string OnlyTrigger(PipelineInfo pipeline)
    {
        string[] triggers = [.. pipeline.Triggers.Where(static trigger => trigger.NextAt is not null).Select(static trigger => trigger.Trigger)];
        return triggers switch
        {
            [var only] => only,
            [] => throw new CliException($"Pipeline '{pipeline.Pipeline}' has no trigger by the clock whose runs could be made up; start single ones with 'orleansml pipeline run {pipeline.Pipeline} --start TIME --end TIME'."),
            _ => throw new CliException($"Pipeline '{pipeline.Pipeline}' has several triggers by the clock: say which with --trigger, one of {string.Join(", ", triggers)}."),
        };
    }
}
