using System.CommandLine;
using System.Globalization;
using OrleansML.Gateway.Api;
using Spectre.Console;

namespace OrleansML.Cli.Cluster;

/// <summary><c>orleansml cluster status</c>: silos, what computes there, and replicas.</summary>
internal sealed class ClusterStatusCommand : Command
{
    private const string Unknown = "-";

    public ClusterStatusCommand(VerbContext verbs) : base("status", "Silos, devices and model replicas.") =>
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var cluster = await gateway.GetClusterAsync(cancellationToken);
            verbs.OutputOf(parsed).Write(cluster, console => Render(console, cluster));
            return ExitCodes.Success;
        });

    private static void Render(IAnsiConsole console, ClusterInfo cluster)
    {
        var now = DateTimeOffset.UtcNow;
        var silos = new Table().Border(TableBorder.Rounded).Title("silos").AddColumns("name", "address", "pool", "status", "version", "since");
        foreach (var heading in new[] { "activations", "cpu", "memory", "requests/s" })
            silos.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var silo in cluster.Silos)
        {
            silos.AddRow(
                Markup.Escape(silo.Name),
                Markup.Escape(silo.Address),
                Markup.Escape(silo.Labels is { } labels ? $"{silo.Pool} ({string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}"))})" : silo.Pool),
                Markup.Escape(silo.Drain is { } drain ? $"{silo.Status}, {drain.ToLowerInvariant()}" : silo.Status),
                Markup.Escape(silo.Version ?? Unknown),
                silo.LastSeenAt is { } seen ? $"seen {Ago(now - seen)} ago" : silo.StartedAt is { } started ? $"up {Ago(now - started)}" : Unknown,
                silo.Activations?.ToString(CultureInfo.InvariantCulture) ?? Unknown,
                silo.ProcessorPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0} %") : Unknown,
                silo.MemoryBytes is { } bytes ? ByteSize.Format(bytes) : Unknown,
                silo.RequestsPerSecond?.ToString("0.0", CultureInfo.InvariantCulture) ?? Unknown);
        }

        console.Write(silos);
        RenderDevices(console, cluster.Silos);
        RenderReplicas(console, cluster.Replicas);
    }

    private static void RenderDevices(IAnsiConsole console, IReadOnlyList<SiloInfo> silos)
    {
        if (silos.All(static silo => silo.Devices is null))
            return;

        var table = new Table().Border(TableBorder.Rounded).Title("devices").AddColumns("silo", "device");
        foreach (var heading in new[] { "threads", "waiting", "memory", "budget" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumn("loaded models");
        foreach (var silo in silos)
        {
            var models = string.Join(", ", (silo.Models ?? []).Select(static model => FormattableString.Invariant($"{model.Model} {model.Version}")));
            foreach (var device in silo.Devices ?? [])
            {
                table.AddRow(
                    Markup.Escape(silo.Name),
                    Markup.Escape(device.Name),
                    Count(device.Threads),
                    Count(device.Queued),
                    ByteSize.Format(device.MemoryUsedBytes),
                    ByteSize.Format(device.MemoryBudgetBytes),
                    Markup.Escape(models));
            }
        }

        console.Write(table);
    }

    private static string Ago(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
    };

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
