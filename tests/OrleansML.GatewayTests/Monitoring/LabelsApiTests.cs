using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;
using OrleansML.Monitoring;

namespace OrleansML.GatewayTests.Monitoring;

[Collection(GatewayCollection.Name)]
public sealed class LabelsApiTests(GatewayFixture gateway)
{
    private const string Id = "0192f0c1-7c3e-7b6a-9d5e-1f2a3b4c5d6e";

    [Fact]
    public async Task Add_LinesOfEveryForm_AreTakenAsTheyStand()
    {
        var answer = await PostAsync(
            "good",
            $$"""
            {"prediction_id": "{{Id}}", "label": 1.50}

            {"prediction_id": "{{Id}}/3", "label": "cash", "observed_at": "2026-01-31T14:00:00+02:00"}
            {"label": true, "prediction_id": "{{Id}}", "observed_at": null}
            """).JsonAsync();

        Assert.Equal("""{"counted":3,"repeated":2,"conflicting":1,"batches":["b1"],"rejected":[]}""", answer.ToJsonString());
        var id = Guid.Parse(Id);
        Assert.Equal(
            [new(id, null, "1.50", null), new(id, 3, "cash", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)), new(id, null, "true", null)],
            FakeLabelGrain.LastBatches["good"].Labels);
    }

    [Fact]
    public async Task Add_BadLines_AreAllNamedAndNothingIsTaken()
    {
        using var response = await PostAsync("bad", Bad);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(["error", "code"], answer.AsObject().Select(static member => member.Key));
        Assert.Equal("InvalidRequest", (string?)answer["code"]);
        Assert.Equal(
            string.Join(
                ' ',
                "Nothing was taken. Bad lines: 9, good ones: 1. Correct the bad ones, or take the others with 'skipBad=true'.",
                "Line 2: 'prediction_id' is missing.",
                "Line 3: 'prediction_id' is '17'; it must be the id of a prediction, a UUID of version 7, with /ROW behind it where the request had several rows.",
                "Line 4: 'label' is missing.",
                "Line 5: 'label' is a list; it must be a text, a number or true or false.",
                "Line 6: 'observed_at' is 'noon'; it must be a time such as 2026-01-31T12:00:00Z.",
                "Line 7: 'at' is no member of a label; there are 'prediction_id', 'label' and 'observed_at'.",
                """Line 8: The line is not JSON; an object such as {"prediction_id": "0192f0c1-7c3e-7b6a-9d5e-1f2a3b4c5d6e", "label": 12.5, "observed_at": "2026-01-31T12:00:00Z"} is expected.""",
                """Line 9: The line is no JSON object; one such as {"prediction_id": "0192f0c1-7c3e-7b6a-9d5e-1f2a3b4c5d6e", "label": 12.5, "observed_at": "2026-01-31T12:00:00Z"} is expected.""",
                $"Line 10: 'prediction_id' is '{Id}/-1'; it must be the id of a prediction, a UUID of version 7, with /ROW behind it where the request had several rows."),
            (string?)answer["error"]);
        Assert.False(FakeLabelGrain.LastBatches.ContainsKey("bad"));
    }

    [Theory]
    [InlineData(100, "Line 100: 'label' is missing.")]
    [InlineData(101, "Line 100: 'label' is missing. And so on.")]
    public async Task Add_ManyBadLines_NamesAHundred(int count, string end)
    {
        using var response = await PostAsync("many", string.Concat(Enumerable.Repeat($$"""{"prediction_id": "{{Id}}"}{{"\n"}}""", count)), "?skipBad=true");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"];
        Assert.StartsWith($"Nothing was taken. Bad lines: {count}, good ones: 0. Correct the bad ones. Line 1: ", error);
        Assert.EndsWith(end, error);
    }

    [Fact]
    public async Task Add_BadLinesToSkip_TakesTheOthers()
    {
        using var response = await PostAsync("skips", Bad, "?skipBad=true");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([new PredictionLabel(Guid.Parse(Id), null, "1", null)], FakeLabelGrain.LastBatches["skips"].Labels);
        Assert.Equal(9, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["rejected"]!.AsArray().Count);
    }

    [Fact]
    public async Task Add_EmptyBody_SaysWhatIsExpected()
    {
        using var response = await PostAsync("empty", "\n \n");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("The body is empty; one JSON object a line such as", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"], StringComparison.Ordinal);
    }

    private static string Bad => $$"""
        {"prediction_id": "{{Id}}", "label": 1}
        {"label": 1}
        {"prediction_id": "17", "label": 1}
        {"prediction_id": "{{Id}}"}
        {"prediction_id": "{{Id}}", "label": [1]}
        {"prediction_id": "{{Id}}", "label": 1, "observed_at": "noon"}
        {"prediction_id": "{{Id}}", "label": 1, "at": "2026-01-31T12:00:00Z"}
        {"prediction_id"
        [1]
        {"prediction_id": "{{Id}}/-1", "label": 1}
        """;

    private Task<HttpResponseMessage> PostAsync(string model, string body, string query = "") =>
        gateway.Http.PostAsync($"/api/v1/models/{model}/labels{query}", new StringContent(body, Encoding.UTF8, "application/x-ndjson"));
}
