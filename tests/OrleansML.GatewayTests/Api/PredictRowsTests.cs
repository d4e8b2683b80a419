using System.Text;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Api;

[Collection(GatewayCollection.Name)]
public sealed class PredictRowsTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Predict_RowsOfRawColumns_NeedNoEntity()
    {
        var answer = await PostAsync("""{"fields": [{"tenure": 3, "Contract": "Two year"}, {"tenure": null}], "outputs": ["row"]}""").JsonAsync();

        Assert.Equal("[0,1]", answer["outputs"]![0]!["data"]!.ToJsonString());
        Assert.Equal("[]", answer["features"]!.ToJsonString());
        var rows = FakeModelGrain.LastEntityRequests[FakeModels.Echo].Rows;
        Assert.Equal(["tenure=3,Contract=Two year", "tenure="], rows.Select(static row => string.Join(',', row.Fields.Select(static field => $"{field.Name}={field.Value}"))));
        Assert.All(rows, static row => Assert.Empty(row.Entity));
    }

    [Fact]
    public async Task Predict_Answer_NamesThePredictionInHeaderAndBody()
    {
        using var response = await PostAsync("""{"fields": [{"tenure": 3}]}""");

        Assert.Equal([FakeModelGrain.PredictionId.ToString()], response.Headers.GetValues("OrleansML-Prediction-Id"));
        Assert.Equal(FakeModelGrain.PredictionId.ToString(), (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["prediction_id"]);
    }

    [Theory]
    [InlineData("{}", "'entities' is missing: a list of entities, each a text or an object of keys; only where 'fields' holds all that the model needs, it may be left out")]
    [InlineData("""{"fields": []}""", "'entities' is missing: a list of entities, each a text or an object of keys; only where 'fields' holds all that the model needs, it may be left out")]
    [InlineData("""{"fields": {"a": 1}}""", "'fields' must be a list of objects, one for each row")]
    [InlineData("""{"entities": ["c1"], "fields": [{}, {}]}""", "'fields' has 2 objects for 1 entities; there must be one for each")]
    public async Task Predict_WrongBody_SaysWhatIsNeeded(string body, string reason)
    {
        using var response = await PostAsync(body);

        Assert.Equal($"The body is not right: {reason}.", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        gateway.Http.PostAsync($"/api/v1/models/{FakeModels.Echo}:predict", new StringContent(body, Encoding.UTF8, "application/json"));
}
