using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Features;

/// <summary>A silo is killed while events come in and features are read: what was acknowledged holds as the view's policy says.</summary>
public sealed class FeatureLossTests
{
    private const int Writers = 8;
    private static readonly TimeSpan BeforeKill = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    // Silos write after half of it, so that one that waits for a processor for a second keeps it too.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Kill_SiloUnderIngestAndReads_LosesNoAcknowledgedWriteAndOfTheOthersAtMostTheBound()
    {
        using var directory = new TemporaryDirectory();
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions { Silos = 3, Gateways = 1, LogFolder = directory.File("logs"), Settings = Detection });
        await ApplyAsync(cluster, directory, "through", "{ mode: write_through }");
        await ApplyAsync(cluster, directory, "behind", "{ mode: write_behind, bound: 4s }");
        using var http = new HttpClient { BaseAddress = cluster.Gateways[0].Url, Timeout = TimeSpan.FromMinutes(3) };
        using var ending = new CancellationTokenSource();
        var acknowledged = new ConcurrentBag<Write>();
        var watch = Stopwatch.StartNew();

        var load = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(http, writer, acknowledged, watch, ending.Token)));
        await Task.Delay(BeforeKill);
        var killing = watch.Elapsed;
        await cluster.Silos[1].KillAsync();
        var killed = watch.Elapsed;
        await Eventually.HoldsAsync(async () => await CountActiveAsync(cluster) == 2, "the cluster knows of the loss", Long);
        await Task.Delay(AfterKill);
        await ending.CancelAsync();
        var wrong = (await load).Sum();

        var lost = await FindLostAsync(http, acknowledged);
        Assert.Equal(0, wrong);
        Assert.True(acknowledged.Count > 200, $"Only {acknowledged.Count} events were acknowledged.");
        Assert.DoesNotContain(lost, write => write.View == "through");
        Assert.All(lost, write => Assert.True(
            write.Sent < killed && write.At > killing - Bound, $"{write} is lost; the silo was killed between {killing} and {killed}."));
    }

    // A busy machine must not make other silos look lost.
    private static Dictionary<string, string> Detection { get; } = new()
    {
        ["OrleansML:Cluster:FailureDetection:ProbePeriod"] = "00:00:01",
        ["OrleansML:Cluster:FailureDetection:MissedProbes"] = "8",
        ["OrleansML:Cluster:FailureDetection:Votes"] = "1",
        ["OrleansML:Cluster:FailureDetection:TableRefreshPeriod"] = "00:00:05",
        ["OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod"] = "00:00:01",
    };

    private static async Task ApplyAsync(ProcessCluster cluster, TemporaryDirectory directory, string view, string durability)
    {
        var file = directory.File($"{view}.yaml");
        await File.WriteAllTextAsync(file, $$"""
            name: {{view}}
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                event_id: id
                fields:
                  amount: { type: long }
            windows:
              count_1h: { field: amount, aggregate: count, length: 1h, hop: 1m }
            durability: {{durability}}
            """);
        var applied = await cluster.RunAsync("feature", "apply", "-f", file);
        Assert.True(applied.ExitCode == 0, applied.Error);
    }

    /// <summary>Gives each entity one event, notes when it was acknowledged, and reads one that it wrote before.</summary>
    /// <returns>Reads that gave another value than the written one.</returns>
    private static async Task<int> WriteAsync(HttpClient http, int writer, ConcurrentBag<Write> acknowledged, Stopwatch watch, CancellationToken ending)
    {
        var wrong = 0;
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            var view = number % 2 == 0 ? "through" : "behind";
            var write = new Write(view, string.Create(CultureInfo.InvariantCulture, $"w{writer}n{number}"), number, watch.Elapsed, default);
            if (await TryIngestAsync(http, write))
                acknowledged.Add(write with { At = watch.Elapsed });
            wrong += await ReadAsync(http, write) is { Amount: { } read } && read != number ? 1 : 0;
        }

        return wrong;
    }

    private static async Task<bool> TryIngestAsync(HttpClient http, Write write)
    {
        using var content = new StringContent(string.Create(
            CultureInfo.InvariantCulture, $$"""{"card": "{{write.Entity}}", "amount": {{write.Amount}}, "id": "{{write.Entity}}"}"""));
        using var response = await http.PostAsync(new Uri($"api/v1/features/{write.View}:ingest", UriKind.Relative), content, CancellationToken.None);
        return response.IsSuccessStatusCode;
    }

    /// <summary>Reads what an entity has.</summary>
    /// <returns>Null where nobody could say; no amount where there is none.</returns>
    private static async Task<Known?> ReadAsync(HttpClient http, Write write)
    {
        using var response = await http.PostAsJsonAsync($"api/v1/features/{write.View}:read", new { entities = new[] { write.Entity } });
        if (!response.IsSuccessStatusCode)
            return null;

        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        var vector = document.RootElement.GetProperty("vectors")[0];
        if (vector.TryGetProperty("error", out _))
            return null;

        return new Known(
            vector.GetProperty("features").TryGetProperty("amount", out var amount) && amount.GetProperty("value").ValueKind is JsonValueKind.Number
                ? amount.GetProperty("value").GetInt64()
                : null);
    }

    private static async Task<int> CountActiveAsync(ProcessCluster cluster)
    {
        var status = await cluster.RunAsync("cluster", "status", "--json");
        return status.ExitCode != 0 ? -1 : status.Json.GetProperty("silos").EnumerateArray().Count(static silo => silo.GetProperty("status").GetString() == "Active");
    }

    private static async Task<List<Write>> FindLostAsync(HttpClient http, IEnumerable<Write> acknowledged)
    {
        var lost = new List<Write>();
        foreach (var write in acknowledged)
        {
            Known? known = null;
            await Eventually.HoldsAsync(async () => (known = await ReadAsync(http, write)) is not null, $"{write.Entity} can be read", Long);
            if (known!.Amount != write.Amount)
                lost.Add(write);
        }

        return lost;
    }

    private sealed record Write(string View, string Entity, long Amount, TimeSpan Sent, TimeSpan At);

    private sealed record Known(long? Amount);
}
