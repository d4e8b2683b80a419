using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansML.Benchmarks.Serving;
using OrleansML.Client;
using OrleansML.Features;
using OrleansML.Testing.Servers;
using StackExchange.Redis;

namespace OrleansML.Benchmarks.Features;

/// <summary>Reading and ingesting live features on one silo, beside direct reads of a Redis server on the same machine.</summary>
internal static class FeatureServing
{
    private const int FeatureCount = 50;
    private const int BatchEntities = 100;
    private const int Readers = 2;
    private const int Ingesters = 8;
    private const int EventsPerDelivery = 500;
    private const int WindowEntities = 10_000;
    private const int IdleEntities = 1_000_000;
    private const int Misses = 1000;
    private const int HungReads = 400;
    private const double ReadBudgetMicroseconds = 300;
    private const double BatchBudgetMicroseconds = 5000;
    private const double HungDeadlineMilliseconds = 50;
    private const int SiloPort = 21121;
    private const int GatewayPort = 40001;
    private const int HttpPort = 18081;

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await using var server = await PlatformServer.StartAsync(HttpPort, SiloPort, GatewayPort);
        var features = server.Client.Features;
        await foreach (var row in MeasureReadsAsync(features, connection.GetDatabase()))
            yield return row;
        await foreach (var row in MeasureIngestionAsync(features))
            yield return row;
        await foreach (var row in MeasureSourcesAsync(features))
            yield return row;
        yield return await MeasureIdleAsync(features);
    }

    private static async IAsyncEnumerable<Measurement> MeasureReadsAsync(FeatureClient features, IDatabase redis)
    {
        await features.ApplyAsync("wide", $$"""
            name: wide
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
            {{string.Join('\n', Enumerable.Range(0, FeatureCount).Select(index => $"      f{index}: {{ type: double, ttl: 1d }}"))}}
            """);
        var values = string.Join(", ", Enumerable.Range(0, FeatureCount).Select(index => $"\"f{index}\": {index}.5"));
        await IngestAsync(features, "wide", Enumerable.Range(0, BatchEntities).Select(card => $"{{\"card\": \"c{card}\", {values}}}"));
        foreach (var card in Enumerable.Range(0, BatchEntities))
            await redis.HashSetAsync($"c{card}", [.. Enumerable.Range(0, FeatureCount).Select(index => new HashEntry($"f{index}", index + 0.5))]);

        var one = new FeatureReadRequest { View = "wide", Entities = [new EntityRequest { Entity = "c1" }] };
        var many = new FeatureReadRequest { View = "wide", Entities = [.. Enumerable.Range(0, BatchEntities).Select(card => new EntityRequest { Entity = $"c{card}" })] };
        var floor = await ClosedLoop.RunAsync(Readers, _ => Caller(async () => await redis.HashGetAllAsync("c1")));
        var read = await ClosedLoop.RunAsync(Readers, _ => Caller(async () => await features.ReadAsync(one)));
        yield return Measurement.Beside("read of 50 features p50", read.P50Microseconds, "us", floor.P50Microseconds);
        yield return Measurement.Beside(
            "read of 50 features p99", read.P99Microseconds, "us", floor.P99Microseconds, "<= 300 us", static (value, _) => value <= ReadBudgetMicroseconds);
        yield return Measurement.Beside("reads of 50 features", read.PerSecond, "reads/s", floor.PerSecond);

        var manyFloor = await ClosedLoop.RunAsync(
            1, _ => Caller(async () => await Task.WhenAll(Enumerable.Range(0, BatchEntities).Select(card => redis.HashGetAllAsync($"c{card}")))));
        var manyRead = await ClosedLoop.RunAsync(1, _ => Caller(async () => await features.ReadAsync(many)));
        yield return Measurement.Beside("read of 100 entities p50", manyRead.P50Microseconds, "us", manyFloor.P50Microseconds);
        yield return Measurement.Beside(
            "read of 100 entities p99", manyRead.P99Microseconds, "us", manyFloor.P99Microseconds, "<= 5000 us", static (value, _) => value <= BatchBudgetMicroseconds);
    }

    private static async IAsyncEnumerable<Measurement> MeasureIngestionAsync(FeatureClient features)
    {
        await features.ApplyAsync("windows", """
            name: windows
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                event_id: id
                fields:
                  amount: { type: double }
            windows:
              sum_1h: { field: amount, aggregate: sum, length: 1h, hop: 1m }
              mean_1d: { field: amount, aggregate: mean, length: 1d, hop: 1h }
              max_10m: { field: amount, aggregate: max, length: 10m, hop: 10s }
            """);
        var number = 0L;
        var delivered = await ClosedLoop.RunAsync(Ingesters, _ => Caller(async () =>
            await IngestAsync(features, "windows", Enumerable.Range(0, EventsPerDelivery).Select(_ => Event(Interlocked.Increment(ref number))))));
        yield return new Measurement("ingestion, 3 windows per entity", delivered.PerSecond * EventsPerDelivery, "events/s");

        var visible = await ClosedLoop.RunAsync(1, _ => Caller(async () =>
        {
            var sent = Interlocked.Increment(ref number);
            var card = $"v{sent % 1000}";
            await IngestAsync(features, "windows", [string.Create(CultureInfo.InvariantCulture, $"{{\"card\": \"{card}\", \"id\": \"{sent}\", \"amount\": {sent}}}")]);
            var read = await features.ReadAsync(new FeatureReadRequest { View = "windows", Entities = [new EntityRequest { Entity = card }] });
            if (read.Vectors[0].Features[0].Value != (FeatureDatum)(double)sent)
                throw new InvalidOperationException("An acknowledged event was not readable.");
        }));
        yield return new Measurement("event to read value p99", visible.P99Microseconds, "us");
    }

    private static async IAsyncEnumerable<Measurement> MeasureSourcesAsync(FeatureClient features)
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        await features.ApplyAsync("hung", HttpView("hung", ((IPEndPoint)deaf.LocalEndpoint).Port));
        var times = new List<double>();
        for (var index = 0; index < HungReads; index++)
        {
            var started = Stopwatch.GetTimestamp();
            var reply = await features.ReadAsync(new FeatureReadRequest
            {
                View = "hung",
                Entities = [new EntityRequest { Entity = "c1" }],
                Selection = new FeatureSelection { Timeout = TimeSpan.FromMilliseconds(HungDeadlineMilliseconds) },
            });
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (reply.Vectors[0].Features[0].Age != FeatureAge.Default)
                throw new InvalidOperationException("An answer without its source has no status that says so.");
        }

        times.Sort();
        yield return new Measurement(
            "read past a hung source p99", times[(int)(times.Count * 0.99)], "ms", HungDeadlineMilliseconds, times[(int)(times.Count * 0.99)] / HungDeadlineMilliseconds,
            "<= deadline + 2 ms", times[(int)(times.Count * 0.99)] <= HungDeadlineMilliseconds + 2);

        var calls = 0;
        await using var service = await StartServiceAsync(async () =>
        {
            Interlocked.Increment(ref calls);
            await Task.Delay(100);
            return Results.Text("""{"limit": 700}""", "application/json");
        });
        await features.ApplyAsync("missed", HttpView("missed", new Uri(service.Urls.First()).Port));
        var request = new FeatureReadRequest { View = "missed", Entities = [new EntityRequest { Entity = "c1" }] };
        await Task.WhenAll(Enumerable.Range(0, Misses).Select(_ => features.ReadAsync(request)));
        yield return new Measurement("upstream calls for 1,000 misses at once", calls, "calls", Budget: "1", Met: calls == 1);
    }

    private static async Task<Measurement> MeasureIdleAsync(FeatureClient features)
    {
        await features.ApplyAsync("idle", """
            name: idle
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, ttl: 1d }
            windows:
              sum_1h: { field: amount, aggregate: sum, length: 1h, hop: 1m }
            """);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var card = 0; card < IdleEntities; card += EventsPerDelivery * 4)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(part => IngestAsync(
                features, "idle", Enumerable.Range(card + (part * EventsPerDelivery), EventsPerDelivery).Select(index => $"{{\"card\": \"c{index}\", \"amount\": 1.5}}"))));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        return new Measurement("managed memory per idle entity at 1,000,000", (after - before) / (double)IdleEntities, "bytes");
    }

    private static string HttpView(string name, int port) => $$"""
        name: {{name}}
        entity: { card: string }
        sources:
          accounts:
            kind: http
            mode: on_read
            timeout: 1m
            url: http://127.0.0.1:{{port}}/{card}
            fields:
              limit: { type: double, default: 500, ttl: 1h }
        """;

    private static async Task<WebApplication> StartServiceAsync(Func<Task<IResult>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = builder.Build();
        service.MapGet("/{card}", answer);
        await service.StartAsync();
        return service;
    }

    private static Task<Func<ValueTask>> Caller(Func<ValueTask> call) => Task.FromResult(call);

    private static string Event(long number) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"card\": \"c{number % WindowEntities}\", \"id\": \"{number}\", \"amount\": {number % 97}.25}}");

    private static async Task IngestAsync(FeatureClient features, string view, IEnumerable<string> lines)
    {
        var reply = await features.IngestAsync(new FeatureIngestRequest { View = view, Events = Encoding.UTF8.GetBytes(string.Join('\n', lines)) });
        if (reply.Rejected.Length > 0)
            throw new InvalidOperationException($"Line {reply.Rejected[0].Line}: {reply.Rejected[0].Reason}");
    }
}
