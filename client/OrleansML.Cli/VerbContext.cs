using System.CommandLine;
using OrleansML.Cli.Http;

namespace OrleansML.Cli;

/// <summary>What verbs are made with.</summary>
internal sealed class VerbContext(CliEnvironment environment, GlobalOptions globals)
{
    public CliEnvironment Environment { get; } = environment;

    public Output OutputOf(ParseResult parsed) => new(Environment, parsed.GetValue(globals.Json));

    public GatewayClient ConnectTo(ParseResult parsed) => new(globals.UrlOf(parsed, Environment), Environment.Handler);
}
