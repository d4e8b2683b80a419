using System.CommandLine;
using OrleansML.Gateway.Features;
using Spectre.Console;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature feed VIEW SOURCE</c>: shows, starts and stops what brings a source's events into its view.</summary>
internal sealed class FeatureFeedCommand : Command
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Argument<string> _view = new("VIEW") { Description = "Name of the view." };

    private readonly Argument<string> _source = new("SOURCE") { Description = "Source of kind files, or of kind postgresql with changes." };

    private readonly Option<bool> _start = new("--start") { Description = "Start it, or let it go on where it was." };

    private readonly Option<bool> _stop = new("--stop") { Description = "Stop it; it keeps its place." };

    private readonly Option<bool> _restart = new("--restart") { Description = "Start it from the beginning." };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until files are read to the end." };

    private readonly Option<bool> _atPlayTime = new("--at-play-time")
    {
        Description = "Of files: each event happens when it is played, so that old events count in windows.",
    };

    private readonly Option<double?> _speed = new("--speed")
    {
        Description = "Of files: seconds of event time per second. Default: as fast as possible.",
        HelpName = "FACTOR",
    };

    public FeatureFeedCommand(VerbContext verbs) : base("feed", "Show, start or stop the feed of a source into its view.")
    {
        Add(_view);
        Add(_source);
        Add(_start);
        Add(_stop);
        Add(_restart);
        Add(_wait);
        Add(_atPlayTime);
        Add(_speed);
        Validators.Add(result =>
        {
            if (result.GetValue(_stop) && (result.GetValue(_start) || result.GetValue(_restart)))
                result.AddError("--stop does not go with --start or --restart.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var (view, source) = (parsed.GetRequiredValue(_view), parsed.GetRequiredValue(_source));
        var status = parsed.GetValue(_stop) ? await gateway.StopFeedAsync(view, source, cancellationToken)
            : parsed.GetValue(_start) || parsed.GetValue(_restart)
                ? await gateway.StartFeedAsync(
                    view, source, parsed.GetValue(_speed), parsed.GetValue(_atPlayTime), parsed.GetValue(_restart), cancellationToken)
                : await gateway.GetFeedAsync(view, source, cancellationToken);
        while (parsed.GetValue(_wait) && status.Phase == "Running")
        {
            await Task.Delay(Pause, cancellationToken);
            status = await gateway.GetFeedAsync(view, source, cancellationToken);
        }

        verbs.OutputOf(parsed).Write(status, console => Render(console, status));
        return status.Phase == "Failed" ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static void Render(IAnsiConsole console, FeedInfo status)
    {
        console.WriteLine(FormattableString.Invariant($"{status.Phase}: {status.Accepted} events taken in, {status.Rejected} records refused."));
        if (status.Failure is { } failure)
            console.WriteLine(failure);
        foreach (var rejection in status.LastRejections)
            console.WriteLine(rejection);
    }
}
