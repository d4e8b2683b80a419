using System.CommandLine;
using OrleansML.Gateway.Pipelines;
using Spectre.Console;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline apply -f FILE</c>: puts a definition in use.</summary>
internal sealed class PipelineApplyCommand : Command
{
    private readonly PipelineFileOption _file = new();

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only check it, and say what would change." };

    public PipelineApplyCommand(VerbContext verbs) : base("apply", "Put a pipeline definition in use. A run that goes on keeps the one that it began with.")
    {
        Add(_file);
        Add(_dryRun);
        SetAction(async (parsed, cancellationToken) =>
        {
            var file = await PipelineFile.ReadAsync(parsed.GetRequiredValue(_file), cancellationToken);
            var name = file.Require().Name;
            var dryRun = parsed.GetValue(_dryRun);
            using var gateway = verbs.ConnectTo(parsed);
            var applied = await new PipelineCalls(gateway).ApplyAsync(name, file.Text, Environment.UserName, dryRun, cancellationToken);
            verbs.OutputOf(parsed).Write(applied, console => Render(console, applied, dryRun));
            return ExitCodes.Success;
        });
    }

    private static void Render(IAnsiConsole console, PipelineAppliedInfo applied, bool dryRun)
    {
        if (applied.Changes.Count == 0)
        {
            console.WriteLine(FormattableString.Invariant($"Pipeline '{applied.Pipeline}' has this definition already, as revision {applied.Revision}."));
            return;
        }

        console.WriteLine(FormattableString.Invariant($"Pipeline '{applied.Pipeline}' {(dryRun ? "would have" : "has")} this definition as revision {applied.Revision}:"));
        foreach (var change in applied.Changes)
            console.WriteLine($"- {change}");
    }
}
