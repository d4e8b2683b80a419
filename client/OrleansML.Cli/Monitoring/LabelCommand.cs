using System.CommandLine;
using OrleansML.Cli.Http;
using OrleansML.Gateway.Monitoring;
using OrleansML.Monitoring;
using Spectre.Console;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml label -f FILE</c>: says what turned out to be true of predictions.</summary>
internal sealed class LabelCommand : Command
{
    private const int MostRejectionsShown = 20;

    private readonly Option<string> _file = new("--file", "-f")
    {
        Description = "Labels with prediction_id, label and perhaps observed_at: CSV with a header (also .csv.gz), Parquet, or one JSON object a line.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _model = new("--model") { Description = "Model that predicted; may be left out where there is one only.", HelpName = "NAME" };

    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Take the good lines though others are bad. Default: all or none." };

    public LabelCommand(VerbContext verbs) : base("label", "Bring labels: what turned out to be true of predictions.")
    {
        Add(_file);
        Add(_model);
        Add(_skipBad);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var file = LabelFile.Read(parsed.GetRequiredValue(_file));
        var takes = file.Rejected.Count == 0 || parsed.GetValue(_skipBad);
        var info = new LabelsInfo();
        if (takes)
        {
            var model = parsed.GetValue(_model) ?? await OnlyModelAsync(gateway, cancellationToken);
            foreach (var part in file.Labels.Chunk(LabelBatch.MostLabels))
                info = info.Add(await gateway.AddLabelsAsync(model, part, cancellationToken));
        }

        info = info with { Rejected = file.Rejected };
        verbs.OutputOf(parsed).Write(info, console => Render(console, info, takes));
        return takes ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task<string> OnlyModelAsync(GatewayClient gateway, CancellationToken cancellationToken)
    {
        string[] names = [.. (await gateway.ListModelsAsync(cancellationToken)).Models.Select(static model => model.Name)];
        return names.Length == 1
            ? names[0]
            : throw new CliException(
                names.Length == 0 ? "There is no model that could have predicted." : $"There are {names.Length} models; choose with --model: {string.Join(", ", names.Take(20))}.", ExitCodes.Usage);
    }

    private static void Render(IAnsiConsole console, LabelsInfo info, bool took)
    {
        console.WriteLine(took
            ? FormattableString.Invariant($"Labels that count: {info.Counted}; known before: {info.Repeated}; at odds with the first label of their prediction, which stays: {info.Conflicting}.")
            : FormattableString.Invariant($"Nothing was taken, because of bad lines: {info.Rejected.Count}. Correct them, or take the others with --skip-bad."));
        foreach (var rejected in info.Rejected.Take(MostRejectionsShown))
            console.WriteLine(FormattableString.Invariant($"Line {rejected.Line}: {rejected.Reason}"));
        if (info.Rejected.Count > MostRejectionsShown)
            console.WriteLine(FormattableString.Invariant($"Bad lines that are not shown: {info.Rejected.Count - MostRejectionsShown}; --json lists them all."));
    }
}
