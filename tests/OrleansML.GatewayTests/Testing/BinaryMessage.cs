using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansML.GatewayTests.Testing;

/// <summary>Requests and answers of the binary tensor extension.</summary>
internal static class BinaryMessage
{
    public const string Header = "Inference-Header-Content-Length";

    public static HttpContent Content(string json, params byte[][] tensors) => Content(Encoding.UTF8.GetByteCount(json).ToString(CultureInfo.InvariantCulture), json, tensors);

    public static HttpContent Content(string header, string json, params byte[][] tensors)
    {
        var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes(json), .. tensors.SelectMany(tensor => tensor)]);
        content.Headers.Add(Header, header);
        return content;
    }

    public static Task<HttpResponseMessage> InferAsync(this HttpClient http, HttpContent content, string model = FakeModels.Echo) =>
        http.PostAsync($"/v2/models/{model}/infer", content);

    /// <summary>Splits an answer that must be binary.</summary>
    public static async Task<(JsonNode Json, byte[] Binary)> BinaryAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.IsSuccessStatusCode, Encoding.UTF8.GetString(body));
        Assert.Equal(new MediaTypeHeaderValue("application/octet-stream"), response.Content.Headers.ContentType);
        var length = int.Parse(response.Headers.GetValues(Header).Single(), NumberStyles.None, CultureInfo.InvariantCulture);
        return (JsonNode.Parse(body.AsSpan(0, length))!, body[length..]);
    }
}
