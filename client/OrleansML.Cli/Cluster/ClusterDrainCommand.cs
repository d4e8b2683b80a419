using System.CommandLine;
using System.Globalization;
using OrleansML.Cli.Http;
using OrleansML.Gateway.Api;

namespace OrleansML.Cli.Cluster;

/// <summary><c>orleansml cluster drain SILO</c>: takes a silo out of service and waits until it is gone.</summary>
internal sealed class ClusterDrainCommand : Command
{
    private const string Stopping = "Stopping";
    private const string Stopped = "Stopped";
    private const string Failed = "Failed";
    private const int DefaultSeconds = 120;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Argument<string> _silo = new("SILO") { Description = "Name of the silo, or its address, as 'cluster status' shows them." };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = $"Time for the whole drain, 1 to 3600 seconds. Default: {DefaultSeconds}.",
        HelpName = "SECONDS",
        DefaultValueFactory = static _ => DefaultSeconds,
    };

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Drain it even as the last silo of its pool, or when others cannot load everything that it serves.",
    };

    public ClusterDrainCommand(VerbContext verbs) : base("drain", "Move a silo's models to others, then end its process.")
    {
        _timeout.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600)
                result.AddError($"--timeout is {result.GetValueOrDefault<int>()}; it must lie between 1 and 3600 seconds.");
        });
        Add(_silo);
        Add(_timeout);
        Add(_force);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var output = verbs.OutputOf(parsed);
        var timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout));
        var begun = await gateway.DrainAsync(parsed.GetRequiredValue(_silo), timeout, parsed.GetValue(_force), cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        DrainInfo ended;
        try
        {
            ended = await output.WithProgress(
                $"Draining {begun.Name}", progress => WaitAsync(gateway, output, begun, progress, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(
                $"Silo {begun.Name} ({begun.Address}) was not gone after {timeout.TotalSeconds:0} s; the drain goes on. Ask again with 'cluster drain {begun.Address}'.");
        }

        if (ended.Phase == Failed)
            throw new CliException($"Silo {ended.Name} ({ended.Address}) could not be drained: {ended.Reason}");

        output.Write(ended, console => console.WriteLine($"Silo {ended.Name} ({ended.Address}) has left the cluster."));
        return ExitCodes.Success;
    }

    // The address tells this process from one that was started in its place meanwhile.
    private static async Task<DrainInfo> WaitAsync(
        GatewayClient gateway, Output output, DrainInfo drain, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var said = "";
        while (true)
        {
            progress.Report(ShareOf(drain));
            if (Describe(drain) is var text && text != said)
                output.Notice(said = text);
            if (drain.Phase is Stopped or Failed)
                return drain;

            await Task.Delay(Pause, cancellationToken);
            try
            {
                drain = await gateway.GetDrainAsync(drain.Address, cancellationToken);
            }
            catch (CliException) when (IsLeaving(drain))
            {
                // The gateway may be part of the process that ends, or have lost its silo for a moment.
                if (!await gateway.IsThereAsync(cancellationToken))
                    return drain with { Phase = Stopped, Status = "Dead" };
            }
        }
    }

    private static bool IsLeaving(DrainInfo drain) => drain.Phase is "Moving" or Stopping || drain.Preloaded == drain.Replicas;

    private static double ShareOf(DrainInfo drain) => drain.Phase switch
    {
        Stopped => 1,
        Stopping => 0.9,
        _ when drain.Replicas == 0 => 0,
        _ => ((0.5 * drain.Preloaded) + (0.4 * Math.Max(0, drain.Preloaded - drain.Left))) / drain.Replicas,
    };

    private static string Describe(DrainInfo drain) => drain.Phase switch
    {
        "Preloading" => string.Create(CultureInfo.InvariantCulture, $"Other silos load what it serves: {drain.Preloaded} of {drain.Replicas} replicas."),
        "Moving" => string.Create(CultureInfo.InvariantCulture, $"Its replicas move: {drain.Left} of {drain.Replicas} left."),
        Stopping => "It stops.",
        Stopped => "It is gone.",
        _ => $"It is {drain.Status}.",
    };
}
