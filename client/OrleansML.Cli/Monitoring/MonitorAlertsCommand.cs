using System.CommandLine;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor alerts MODEL</c>: incidents, newest first.</summary>
internal sealed class MonitorAlertsCommand : Command
{
    private const int DefaultLimit = 100;

    private readonly MonitorModelArgument _model = new();
    private readonly Option<string> _state = new("--state") { Description = "open, closed or all.", HelpName = "STATE", DefaultValueFactory = static _ => "open" };
    private readonly Option<int> _limit = new("--limit") { Description = "How many, 1 to 1000.", HelpName = "NUMBER", DefaultValueFactory = static _ => DefaultLimit };

    public MonitorAlertsCommand(VerbContext verbs) : base("alerts", "Show the incidents of a model, newest first.")
    {
        _state.AcceptOnlyFromAmong("open", "closed", "all");
        Add(_model);
        Add(_state);
        Add(_limit);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var (model, state) = (parsed.GetRequiredValue(_model), parsed.GetRequiredValue(_state));
            var incidents = await new MonitorCalls(gateway).GetIncidentsAsync(model, state == "all" ? null : state, parsed.GetValue(_limit), cancellationToken);
            verbs.OutputOf(parsed).Write(incidents, console => MonitorViews.RenderIncidents(console, model, state, incidents.Incidents));
            return ExitCodes.Success;
        });
    }
}
