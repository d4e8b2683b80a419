using System.CommandLine;
using System.Globalization;
using OrleansML.Gateway.Api;
using Spectre.Console;

namespace OrleansML.Cli.Cluster;

/// <summary><c>orleansml cluster status</c>: silos and replicas.</summary>
internal sealed class ClusterStatusCommand : Command
{
    private const string Unknown = "-";

    public ClusterStatusCommand(VerbContext verbs) : base("status", "Silos, pools and model replicas.") =>
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var cluster = await gateway.GetClusterAsync(cancellationToken);
            verbs.OutputOf(parsed).Write(cluster, console => Render(console, cluster));
            return ExitCodes.Success;
        });

    private static void Render(IAnsiConsole console, ClusterInfo cluster)
    {
        var silos = new Table().Border(TableBorder.Rounded).Title("silos").AddColumns("name", "address", "pool", "status");
        foreach (var heading in new[] { "activations", "cpu", "memory" })
            silos.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var silo in cluster.Silos)
        {
            silos.AddRow(
                Markup.Escape(silo.Name),
                Markup.Escape(silo.Address),
                Markup.Escape(silo.Pool),
                Markup.Escape(silo.Status),
                silo.Activations?.ToString(CultureInfo.InvariantCulture) ?? Unknown,
                silo.ProcessorPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0} %") : Unknown,
                silo.MemoryBytes is { } bytes ? ByteSize.Format(bytes) : Unknown);
        }

        console.Write(silos);
        RenderReplicas(console, cluster.Replicas);
    }

    private static void RenderReplicas(IAnsiConsole console, IReadOnlyList<ReplicaInfo> replicas)
    {
        if (replicas.Count == 0)
        {
            console.WriteLine("No models are served.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).Title("replicas of champions").AddColumns("replica", "silo", "loaded");
        foreach (var heading in new[] { "waiting", "answered", "failed", "batches", "memory" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var replica in replicas)
        {
            table.AddRow(
                Markup.Escape(replica.Key),
                Markup.Escape(replica.Silo),
                replica.Ready ? "yes" : "no",
                Count(replica.Queued),
                Count(replica.Answered),
                Count(replica.Failed),
                Count(replica.Batches),
                ByteSize.Format(replica.Bytes));
        }

        console.Write(table);
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
