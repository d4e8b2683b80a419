using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansML.GatewayTests.Testing;

/// <summary>Short forms of what most tests do over HTTP.</summary>
internal static class HttpAnswers
{
    public const string GoodRequest = """{"inputs":[{"name":"x","shape":[1,3],"datatype":"FP32","data":[1.5,2,-3]}]}""";

    public static Task<HttpResponseMessage> InferAsync(this HttpClient http, string json, string model = FakeModels.Echo) =>
        http.PostAsync($"/v2/models/{model}/infer", new StringContent(json, Encoding.UTF8, "application/json"));

    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asserts status and text of an error under /v2, and that a good request right after is answered.</summary>
    public static async Task AssertErrorAsync(this Task<HttpResponseMessage> answer, HttpClient http, int status, string error)
    {
        using (var response = await answer)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal($"{status}: {error}", $"{(int)response.StatusCode}: {JsonNode.Parse(text)!["error"]}");
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            Assert.Single(JsonNode.Parse(text)!.AsObject());
        }

        var good = await http.InferAsync(GoodRequest).JsonAsync();
        Assert.Equal("[1.5,2,-3]", good["outputs"]![0]!["data"]!.ToJsonString());
    }
}
