using System.CommandLine;
using OrleansML.Cli.Pipelines;
using OrleansML.Monitoring;

namespace OrleansML.Cli.Monitoring;

/// <summary>Which windows, against what.</summary>
internal sealed class MonitorQueryOptions
{
    private readonly Option<int?> _version = new("--version") { Description = "The version. Default: the champion.", HelpName = "NUMBER" };
    private readonly Option<string?> _segment = new("--segment") { Description = "The segment, such as country=DE. Default: the whole.", HelpName = "SEGMENT" };
    private readonly TimeOption _from = new("--from", "The first window starts then or later. Default: 24 windows before the end.");
    private readonly TimeOption _until = new("--until", "Every window starts before. Default: the end of the last complete one.");
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "training, previous, champion, or two times with a slash between them. Default: as the definition says.",
        HelpName = "BASELINE",
    };

    private readonly bool _hasSegment;

    public MonitorQueryOptions(Command command, bool hasSegment)
    {
        _hasSegment = hasSegment;
        command.Add(_version);
        if (hasSegment)
            command.Add(_segment);
        command.Add(_from);
        command.Add(_until);
        command.Add(_baseline);
    }

    /// <summary>The query as it stands in an address.</summary>
    public string Of(ParseResult parsed) => MonitorCalls.QueryOf(new MonitorQuery
    {
        Version = parsed.GetValue(_version),
        Segment = _hasSegment ? parsed.GetValue(_segment) : null,
        From = parsed.GetValue(_from),
        Until = parsed.GetValue(_until),
        Baseline = parsed.GetValue(_baseline),
    });
}
