using System.CommandLine;
using OrleansML.Data.History;
using OrleansML.Grains.Features;

namespace OrleansML.Cli.Features;

/// <summary>Where verbs find the history of features, which they read from its files.</summary>
internal sealed class HistoryOptionsOnCommandLine
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "Data directory of the silos, as it is mounted here. Default: data.",
        HelpName = "DIRECTORY",
        DefaultValueFactory = static _ => "data",
    };

    private readonly Option<bool> _plain = new("--plain-personal") { Description = "Personal values stand in the history as they are." };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_plain);
    }

    /// <exception cref="CliException">There is no such directory.</exception>
    public HistoryOptions Of(ParseResult parsed)
    {
        var data = parsed.GetRequiredValue(_data);
        return Directory.Exists(data)
            ? FeatureHistoryFiles.In(data, parsed.GetValue(_plain))
            : throw new CliException($"'{data}' is not a directory: name the silos' data directory with --data.");
    }
}
