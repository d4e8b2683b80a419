using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OrleansML.Cli.Data;
using OrleansML.Cli.Quickstart.Drift;
using OrleansML.Client;

namespace OrleansML.Cli.Quickstart;

/// <summary>
/// <c>orleansml quickstart</c>, called by <c>deploy/quickstart.sh</c> once a silo and a gateway are up: pushes a model, predicts by every
/// way in, compares the answers and shows what happened.
/// </summary>
internal sealed class QuickstartCommand : Command
{
    private const int MostRows = 2000;

    private readonly Option<string?> _model = new("--model") { Description = "An own ONNX file instead of the sample.", HelpName = "FILE" };

    private readonly Option<string?> _data = new("--data") { Description = "CSV file with rows for it (also .csv.gz).", HelpName = "FILE" };

    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "Columns of --data to use, in the model's order.",
        HelpName = "NAME,...",
    };

    private readonly Option<string> _connect = new("--connect")
    {
        Description = "Silo that the typed client connects to.",
        HelpName = "IP:PORT",
        DefaultValueFactory = _ => "127.0.0.1:30000",
    };

    private readonly Option<string> _directory = new("--directory")
    {
        Description = "Where the sample's files are written.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "orleansml-quickstart"),
    };

    private readonly Option<bool> _drift = new("--drift") { Description = "Show how a model is watched, retrained and replaced." };

    public QuickstartCommand(VerbContext verbs) : base("quickstart", "Show the main job on a running silo and gateway.")
    {
        Hidden = true;
        Add(_model);
        Add(_data);
        Add(_columns);
        Add(_drift);
        Add(_connect);
        Add(_directory);
        Validators.Add(result =>
        {
            if (result.GetResult(_model) is null != result.GetResult(_data) is null)
                result.AddError("--model and --data are needed together.");
            if (result.GetValue(_drift) && result.GetResult(_model) is not null)
                result.AddError("--drift brings its own model; leave --model out.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = verbs.OutputOf(parsed);
        var directory = Directory.CreateDirectory(parsed.GetRequiredValue(_directory)).FullName;
        if (parsed.GetValue(_drift))
            return await DriftAsync(parsed.GetRequiredValue(_connect), directory, output, cancellationToken);

        using var gateway = verbs.ConnectTo(parsed);
        var scenario = await ScenarioOf(parsed, output, cancellationToken);
        var run = new QuickstartRun(gateway, parsed.GetRequiredValue(_connect), output);
        var report = await run.RunAsync(scenario, directory, cancellationToken);
        output.Write(report.Summarize(), console => QuickstartView.Render(console, report));
        return report.Checks.All(check => check.Passed) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task<int> DriftAsync(string silo, string directory, Output output, CancellationToken cancellationToken)
    {
        using var host = await SiloConnection.OpenAsync(silo, cancellationToken);
        var checks = await new DriftWalk(host.Services.GetRequiredService<OrleansMLClient>(), directory, output, TimeProvider.System).RunAsync(cancellationToken);
        await host.StopAsync(cancellationToken);
        output.Write(checks, console => QuickstartView.RenderChecks(console, checks));
        return checks.All(static check => check.Passed) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private async Task<Scenario> ScenarioOf(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_model) is not { } model)
            return new CardFraudScenario();

        var rows = await RowTableReader.ReadCsvAsync(parsed.GetValue(_data)!, MostRows, cancellationToken);
        return new OwnModelScenario(model, rows, NameList.Split(parsed.GetValue(_columns)), output.Notice);
    }
}
