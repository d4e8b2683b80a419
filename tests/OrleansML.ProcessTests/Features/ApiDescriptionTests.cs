using System.Net.Http.Json;
using System.Text.Json;
using OrleansML.Learning.Mlp;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Features;

public sealed class ApiDescriptionTests
{
    [Theory]
    [InlineData("/api/v1/features/{view}:read", "/api/v1/features/spent:read", """{"entities": ["c1", "a|b"], "features": ["amount", "count_1h"], "timeout_ms": 20000}""")]
    [InlineData("/api/v1/models/{name}:predict", "/api/v1/models/m:predict", """{"entities": ["c1", "c2"], "fields": [{"amount": 2}, {}], "outputs": ["output"]}""")]
    public async Task OpenApi_AnswersAboutFeatures_AreDescribedMemberByMember(string path, string url, string body)
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await PlatformProcess.StartAsync(directory.File("data"));
        await PrepareAsync(platform, directory);
        using var http = new HttpClient { BaseAddress = platform.Url };
        var description = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var operation = description.GetProperty("paths").GetProperty(path).GetProperty("post");
        var request = JsonDocument.Parse(body).RootElement;

        using var response = await http.PostAsJsonAsync(url, request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        AssertDescribed(description, SchemaOf(operation.GetProperty("requestBody")), request, "request");
        AssertDescribed(description, SchemaOf(operation.GetProperty("responses").GetProperty("200")), answer, "answer");
    }

    private static async Task PrepareAsync(PlatformProcess platform, TemporaryDirectory directory)
    {
        await File.WriteAllTextAsync(directory.File("view.yaml"), """
            name: spent
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, default: 0 }
            windows:
              count_1h: { field: amount, aggregate: count, length: 1h, hop: 1m }
            """);
        await File.WriteAllTextAsync(directory.File("manifest.yaml"), """
            features: { views: [spent] }
            preprocessing:
              features:
                type: float
                columns:
                  - { column: amount, steps: [{ cast: { to: double } }] }
            """);
        await File.WriteAllBytesAsync(directory.File("model.onnx"), MlpModel.Random([1, 2, 1], seed: 1).ToOnnx());
        foreach (var arguments in new string[][]
        {
            ["feature", "apply", "-f", directory.File("view.yaml")],
            ["feature", "put", "spent", "card=c1", "amount=3"],
            ["model", "push", directory.File("model.onnx"), "--name", "m", "--manifest", directory.File("manifest.yaml")],
        })
        {
            var result = await platform.RunAsync(arguments);
            Assert.True(result.ExitCode == 0, result.Error);
        }
    }

    private static bool HasMembers(JsonElement schema) => schema.TryGetProperty("properties", out _) || schema.TryGetProperty("additionalProperties", out _);

    private static JsonElement SchemaOf(JsonElement content) => content.GetProperty("content").GetProperty("application/json").GetProperty("schema");

    /// <summary>Every member that is there is described, and every member that is required is there.</summary>
    private static void AssertDescribed(JsonElement description, JsonElement schema, JsonElement value, string where)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            schema = description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        if (value.ValueKind is JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var item in value.EnumerateArray())
                AssertDescribed(description, items, item, $"{where}[]");
        }

        // Members of any name and type are described as an object without properties.
        if (value.ValueKind is not JsonValueKind.Object || (where.Contains('.', StringComparison.Ordinal) && !HasMembers(schema)))
            return;

        if (schema.TryGetProperty("required", out var required))
            Assert.All(required.EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{where} lacks {name}"));
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("additionalProperties", out var any))
                AssertDescribed(description, any, member.Value, $"{where}.*");
            else if (schema.GetProperty("properties").TryGetProperty(member.Name, out var described))
                AssertDescribed(description, described, member.Value, $"{where}.{member.Name}");
            else
                Assert.Fail($"{where}.{member.Name} is not described.");
        }
    }
}
