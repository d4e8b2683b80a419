using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;
using OrleansML.Learning.Mlp;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Features;

/// <summary>Plants values that are tagged as private and looks for them wherever something of them could stay.</summary>
public sealed class FeaturePrivacyTests
{
    private const string Personal = "planted.person@example.org";
    private const string Entity = "card-of-somebody";
    private const string Secret = "PLANTED-SECRET-4711";
    private const string SecretOfSource = "planted-header-key-9";
    private const string Key = "key-of-somebody-who-may";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly List<string> _answers = [];
    private string _metrics = "";

    [Fact]
    public async Task PlantedValues_AreNowhereInLogsMetricsTracesStateHistoryAndAnswers()
    {
        using var directory = new TemporaryDirectory();
        await using var service = new JsonService();
        await using var collector = new JsonService();
        collector.Answers["traces"] = "";
        service.Answers[Entity] = $$"""{"mail": "{{Personal}}"}""";
        service.Answers["c2"] = $$"""{"mail": 17, "wrong": "{{Personal}}"}""";
        string logs;
        await using (var platform = await StartAsync(directory, collector))
        {
            await PrepareAsync(platform, directory, service);
            await UseAsync(platform);
            await platform.SignalAsync("TERM");
            await platform.WaitForExitAsync(Long);
            logs = platform.Log;
        }

        await using (var platform = await StartAsync(directory, collector))
        {
            // What was stored comes back, and whoever may see it does.
            using var http = new HttpClient { BaseAddress = platform.Url };
            var masked = await ReadAsync(http, key: null);
            var personal = await ReadAsync(http, Key);
            logs += platform.Log;
            _answers.Add(masked);
            Assert.Contains("\"pin\":{\"value\":\"***\"", masked, StringComparison.Ordinal);
            Assert.Contains(Personal, personal, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, personal, StringComparison.Ordinal);
            await platform.SignalAsync("TERM");
            await platform.WaitForExitAsync(Long);
            logs += platform.Log;
        }

        var history = ReadHistory(directory.File("data"));
        Assert.Contains(Entity, history, StringComparison.Ordinal);
        var traces = string.Concat(collector.Bodies.Select(Encoding.UTF8.GetString));
        Assert.Contains("feature.fetch", traces, StringComparison.Ordinal);
        Assert.Contains("IFeatureGrain/Read", traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Entity, traces, StringComparison.Ordinal);
        Assert.Matches("orleansml_feature_fetch_duration_seconds_count{[^}]*outcome=\"lying\",source=\"mails\",view=\"people\"} [1-9]", _metrics);
        Assert.Contains("orleansml_feature_values_total{otel_scope_name=\"OrleansML.Features\",age=\"fresh\",view=\"people\"}", _metrics, StringComparison.Ordinal);
        Assert.Contains("orleansml_feature_history_rows_total{otel_scope_name=\"OrleansML.Features\",outcome=\"dropped\"} 0", _metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(Entity, _metrics, StringComparison.Ordinal);
        foreach (var planted in new[] { Personal, Secret, SecretOfSource })
        {
            Assert.DoesNotContain(planted, logs, StringComparison.OrdinalIgnoreCase);
            Assert.All(_answers, answer => Assert.DoesNotContain(planted, answer, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(planted, history, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(planted, traces, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(planted, _metrics, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(FilesWith(directory.File("data"), planted));
        }
    }

    private static Task<PlatformProcess> StartAsync(TemporaryDirectory directory, JsonService collector)
    {
        var ports = FreePorts.Take(2);
        return PlatformProcess.StartAsync(
            new PlatformStart
            {
                Arguments =
                [
                    "--role", "all", "--data", directory.File("data"), "--port", "0", "--silo-port", $"{ports[0]}", "--gateway-port", $"{ports[1]}",
                    "--set", "Logging:LogLevel:Default=Debug",
                    "--set", $"OrleansML:Gateway:PersonalKeyHashes:0={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}",
                ],
                Environment = new Dictionary<string, string>
                {
                    ["ORLEANSML_SECRET_MAIL_KEY"] = SecretOfSource,
                    ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{collector.Port}",
                    ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                },
            },
            ports);
    }

    private static async Task PrepareAsync(PlatformProcess platform, TemporaryDirectory directory, JsonService service)
    {
        await File.WriteAllTextAsync(directory.File("view.yaml"), $$"""
            name: people
            entity: { card: string }
            sources:
              mails:
                kind: http
                mode: on_read
                timeout: 20s
                url: http://127.0.0.1:{{service.Port}}/{card}
                headers: { X-Key: "${secret:MAIL_KEY}" }
                fields:
                  mail: { type: string, privacy: pii, ttl: 1h }
              cards:
                kind: push
                mode: pushed
                event_id: id
                fields:
                  pin: { type: string, privacy: secret }
                  holder: { type: string, privacy: pii }
                  colour: { type: string, privacy: pii, categories: [red, blue] }
                  amount: { type: double }
            durability: { mode: write_through }
            """);
        await File.WriteAllTextAsync(directory.File("manifest.yaml"), $$"""
            features: { views: [people], timeout: 1m }
            preprocessing:
              features:
                type: float
                columns:
                  - { column: pin, steps: [{ cast: { to: string } }, { one_hot: { categories: [a], unseen: zeros } }], missing: zeros }
                  - { column: holder, steps: [{ cast: { to: string } }, { one_hot: { categories: [nobody], unseen: zeros } }], missing: zeros }
                  - { column: mail, steps: [{ cast: { to: string } }, { one_hot: { categories: [nobody], unseen: zeros } }], missing: zeros }
            """);
        await File.WriteAllBytesAsync(directory.File("model.onnx"), MlpModel.Random([3, 4, 1], seed: 1).ToOnnx());
        var applied = await platform.RunAsync("feature", "apply", "-f", directory.File("view.yaml"));
        Assert.True(applied.ExitCode == 0, applied.Error);
        var pushed = await platform.RunAsync("model", "push", directory.File("model.onnx"), "--name", "m", "--manifest", directory.File("manifest.yaml"));
        Assert.True(pushed.ExitCode == 0, pushed.Error);
    }

    private async Task UseAsync(PlatformProcess platform)
    {
        using var http = new HttpClient { BaseAddress = platform.Url };
        await IngestAsync(http, HttpStatusCode.OK, $$"""{"card": "{{Entity}}", "id": "1", "pin": "{{Secret}}", "holder": "{{Personal}}", "amount": 3}""");
        await IngestAsync(http, HttpStatusCode.BadRequest, $$"""{"card": "{{Entity}}", "id": "2", "colour": "{{Personal}}"}""");
        await IngestAsync(http, HttpStatusCode.BadRequest, $$"""{"card": "{{Entity}}", "id": "3", "pin": ["{{Secret}}"]}""");
        await IngestAsync(http, HttpStatusCode.BadRequest, $$"""{"card": "{{Entity}}", "id": "4", "amount": "{{Secret}}", "pin": "{{Secret}}" """);
        _answers.Add(await ReadAsync(http, key: null));
        foreach (var arguments in new string[][]
        {
            ["feature", "get", "people", Entity, "c2", "--timeout", "60000"], ["predict", "m", "--entity", Entity, "--json"], ["predict", "m", "--entity", "c2"],
            ["predict", "m", "--entity", Entity, "--field", "amount=3"],
        })
        {
            var result = await platform.RunAsync(arguments);
            _answers.Add(result.Output + result.Error);
        }

        Assert.Contains("Source 'mails' of view 'people'", string.Concat(_answers), StringComparison.Ordinal);
        _metrics = await http.GetStringAsync(new Uri("metrics", UriKind.Relative));
    }

    private async Task IngestAsync(HttpClient http, HttpStatusCode expected, string line)
    {
        using var content = new StringContent(line);
        using var response = await http.PostAsync(new Uri("api/v1/features/people:ingest", UriKind.Relative), content);
        _answers.Add(await response.Content.ReadAsStringAsync());
        Assert.Equal(expected, response.StatusCode);
    }

    private static async Task<string> ReadAsync(HttpClient http, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/features/people:read") { Content = JsonContent.Create(new { entities = new[] { Entity }, timeout_ms = 60_000 }) };
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static string ReadHistory(string data)
    {
        var text = new StringBuilder();
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        foreach (var file in Directory.EnumerateFiles(data, "*.parquet", SearchOption.AllDirectories))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"select * from read_parquet('{file}')";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                    text.Append(reader.GetName(column)).Append('=').Append(reader.GetValue(column)).AppendLine();
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> FilesWith(string folder, string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))];
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => forms.Any(form => File.ReadAllBytes(file).AsSpan().IndexOf(form) >= 0));
    }
}
