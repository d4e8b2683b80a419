using System.Globalization;
using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;
using OrleansML.Testing.Servers;

namespace OrleansML.ProcessTests.Features;

/// <summary>The way a new user goes: a table, a service and a file become one view, and a model of others scores by entity id alone.</summary>
public sealed class FeatureWalkTests
{
    private const string Password = "walk-password-7";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [SharedDataFact]
    public async Task View_OfThreeSources_FeedsAModelAndOutlivesItsDatabase()
    {
        using var directory = new TemporaryDirectory();
        await using var postgres = await PostgresServer.StartAsync(Password);
        await using var service = new JsonService();
        await using var platform = await StartAsync(directory);
        await FillAsync(directory, postgres, service);
        await RequireAsync(platform.RunAsync("feature", "apply", "-f", directory.File("view.yaml")));
        await RequireAsync(platform.RunAsync(
            "model", "push", SharedData.PathOf("onnx-models", "keras-mlp-card-fraud", "model.onnx"), "--name", "fraud", "--manifest", directory.File("manifest.yaml")));
        var feed = (await platform.RunAsync("feature", "feed", "cards", "orders", "--start", "--wait", "--json")).Json;

        var scores = new List<double>();
        foreach (var card in Enumerable.Range(0, Cases.Length))
            scores.Add(ScoreOf((await PredictAsync(platform, card)).Json));
        await postgres.KillAsync();
        JsonElement alone = default;
        await Eventually.HoldsAsync(
            async () => StatusOf(alone = (await PredictAsync(platform, 0)).Json, "cards.distance") == "stale", "the value of the lost database is stale", Long);
        await postgres.RestartAsync();
        JsonElement again = default;
        await Eventually.HoldsAsync(
            async () => StatusOf(again = (await PredictAsync(platform, 0)).Json, "cards.distance") == "fresh", "it comes back", Long);

        Assert.Equal(Cases.Length, feed.GetProperty("accepted").GetInt32());
        Assert.All(scores.Zip(Cases), pair => Assert.Equal(pair.Second.Expected, pair.First, 1e-4));
        Assert.Equal(Cases[0].Expected, ScoreOf(alone), 1e-4);
        Assert.StartsWith("Source 'accounts' of view 'cards'", alone.GetProperty("sourceFailures")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("fresh", StatusOf(alone, "cards.online"));
        Assert.Equal(Cases[0].Expected, ScoreOf(again), 1e-4);
        Assert.DoesNotContain(Password, platform.Log, StringComparison.Ordinal);
    }

    private static Case[] Cases { get; } = SharedData.Root is null ? [] : ReadCases();

    private static Case[] ReadCases()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("onnx-models", "keras-mlp-card-fraud", "cases.json")));
        return
        [
            .. document.RootElement.GetProperty("cases").EnumerateArray().Select(item => new Case(
                [.. item.GetProperty("inputs").GetProperty("dense_input").EnumerateArray().Select(value => value.GetDouble())],
                item.GetProperty("outputs").GetProperty("dense_3")[0].GetDouble())),
        ];
    }

    private static Task<PlatformProcess> StartAsync(TemporaryDirectory directory)
    {
        var ports = FreePorts.Take(2);
        return PlatformProcess.StartAsync(
            new PlatformStart
            {
                Arguments = ["--role", "all", "--data", directory.File("data"), "--port", "0", "--silo-port", $"{ports[0]}", "--gateway-port", $"{ports[1]}"],
                Environment = new Dictionary<string, string> { ["ORLEANSML_SECRET_CARDS_DB"] = Password },
            },
            ports);
    }

    private static async Task FillAsync(TemporaryDirectory directory, PostgresServer postgres, JsonService service)
    {
        await postgres.ExecuteAsync("create table account (card text primary key, distance double precision not null, ratio double precision not null)");
        for (var card = 0; card < Cases.Length; card++)
        {
            var inputs = Cases[card].Inputs;
            await postgres.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"insert into account values ('c{card}', {inputs[0]}, {inputs[1]})"));
            service.Answers[$"c{card}"] = string.Create(CultureInfo.InvariantCulture, $$$"""{"device": {"chip": {{{inputs[2]}}}, "pin": {{{inputs[3]}}}}}""");
        }

        await File.WriteAllLinesAsync(directory.File("orders.csv"), ["order_id,card,ordered_at,online", .. Cases.Select((item, card) =>
            string.Create(CultureInfo.InvariantCulture, $"o{card},c{card},2026-01-01T00:00:0{card}Z,{item.Inputs[4]}"))]);
        await File.WriteAllTextAsync(directory.File("view.yaml"), $$"""
            name: cards
            entity: { card: string }
            sources:
              accounts:
                kind: postgresql
                mode: on_read
                timeout: 20s
                connection: {{postgres.Address}};Password=${secret:CARDS_DB}
                query: select distance, ratio from account where card = @card
                fields:
                  distance: { type: double, ttl: 500ms }
                  ratio: { type: double, ttl: 500ms }
              devices:
                kind: http
                mode: on_read
                timeout: 20s
                url: http://127.0.0.1:{{service.Port}}/devices/{card}
                root: /device
                fields:
                  chip: { type: double, ttl: 1h }
                  pin: { type: double, ttl: 1h }
              orders:
                kind: files
                mode: pushed
                path: {{directory.File("orders.csv")}}
                format: csv
                event_time: ordered_at
                event_id: order_id
                fields:
                  online: { type: double, default: 0 }
            fallback: { maximum_stale: 10m }
            durability: { mode: write_through }
            """);
        await File.WriteAllTextAsync(directory.File("manifest.yaml"), """
            features: { views: [cards], timeout: 1m }
            preprocessing:
              dense_input:
                type: float
                columns:
                  - { column: distance, steps: [{ cast: { to: double } }] }
                  - { column: ratio, steps: [{ cast: { to: double } }] }
                  - { column: chip, steps: [{ cast: { to: double } }] }
                  - { column: pin, steps: [{ cast: { to: double } }] }
                  - { column: online, steps: [{ cast: { to: double } }] }
            """);
    }

    private static Task<CommandResult> PredictAsync(PlatformProcess platform, int card) => platform.RunAsync("predict", "fraud", "--entity", $"c{card}", "--json");

    private static async Task RequireAsync(Task<CommandResult> command)
    {
        var result = await command;
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private static double ScoreOf(JsonElement report) => report.GetProperty("prediction").GetProperty("outputs")[0].GetProperty("data")[0].GetDouble();

    private static string? StatusOf(JsonElement report, string feature) => report.GetProperty("features").EnumerateArray()
        .Single(used => used.GetProperty("name").GetString() == feature).GetProperty("status")[0].GetString();

    private sealed record Case(double[] Inputs, double Expected);
}
