using System.CommandLine;
using OrleansML.Silo.Redis;

namespace OrleansML.Cli.Store;

/// <summary><c>orleansml store accept</c>: gives up what a lost Redis held and goes on with the one that answers.</summary>
internal sealed class StoreAcceptCommand : Command
{
    private readonly Option<string> _redis = new("--redis")
    {
        Description = "Redis of the cluster.",
        HelpName = "HOST:PORT,...",
        Required = true,
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Data directory of the silos.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data",
    };

    private readonly Option<string> _service = new("--service")
    {
        Description = "OrleansML:Cluster:ServiceId of the silos.",
        HelpName = "ID",
        DefaultValueFactory = _ => "orleansml",
    };

    public StoreAcceptCommand(VerbContext verbs)
        : base("accept", "Go on with the Redis that answers, after the cluster's state in Redis was lost for good.")
    {
        Add(_redis);
        Add(_data);
        Add(_service);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var service = parsed.GetRequiredValue(_service);
        var identity = await StoreAcceptance.AcceptAsync(
            parsed.GetRequiredValue(_redis), service, parsed.GetRequiredValue(_data), cancellationToken);
        verbs.OutputOf(parsed).Write(new StoreReport(service, identity), console =>
        {
            console.WriteLine($"The store is accepted for service '{service}' (identity {identity}).");
            console.WriteLine("Silos that run end with exit code 3 and go on with it once they are started again.");
        });
        return ExitCodes.Success;
    }
}
