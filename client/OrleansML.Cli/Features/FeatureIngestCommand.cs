using System.CommandLine;
using OrleansML.Cli.Data;
using OrleansML.Gateway.Features;
using Spectre.Console;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature ingest VIEW --data FILE</c>: delivers events, one JSON object per line.</summary>
internal sealed class FeatureIngestCommand : Command
{
    private const int MostRejectionsShown = 20;

    private readonly Argument<string> _view = new("VIEW") { Description = "Name of the view." };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Events, one JSON object per line; - reads standard input.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _source = new("--source") { Description = "Source of kind push; needed where the view has several.", HelpName = "NAME" };

    public FeatureIngestCommand(VerbContext verbs) : base("ingest", "Deliver events to a feature view.")
    {
        Add(_view);
        Add(_data);
        Add(_source);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    public static void Render(IAnsiConsole console, IngestInfo info)
    {
        console.WriteLine(FormattableString.Invariant(
            $"{info.Accepted} events taken in, {info.Duplicates} of them known already, {info.Dropped} too late or ahead of the clock."));
        console.WriteLine(info.Durability switch
        {
            "write_through" => "They are written.",
            "write_behind" => FormattableString.Invariant($"They will be written within {info.BoundSeconds} s; a silo that is lost before loses them."),
            _ => "They are not written: a silo that is lost loses them.",
        });
        foreach (var rejected in info.Rejected.Take(MostRejectionsShown))
            console.WriteLine(FormattableString.Invariant($"Line {rejected.Line}: {rejected.Reason}"));
        if (info.Rejected.Count > MostRejectionsShown)
            console.WriteLine(FormattableString.Invariant($"{info.Rejected.Count - MostRejectionsShown} more lines were refused: --json lists them all."));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var path = parsed.GetRequiredValue(_data);
        await using var events = path == "-" ? Console.OpenStandardInput() : Files.OpenRead(path);
        var info = await gateway.IngestAsync(parsed.GetRequiredValue(_view), parsed.GetValue(_source), events, cancellationToken);
        verbs.OutputOf(parsed).Write(info, console => Render(console, info));
        return info.Rejected.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }
}
