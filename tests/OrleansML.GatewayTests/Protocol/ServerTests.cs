using System.Net;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Protocol;

[Collection(GatewayCollection.Name)]
public sealed class ServerTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("/v2")]
    [InlineData("/v2/")]
    [InlineData("/v2?a=b")]
    public async Task Metadata_Asked_NamesServerVersionAndExtensions(string path)
    {
        var answer = await gateway.Http.GetAsync(path).JsonAsync();

        Assert.Equal("orleansml", answer["name"]!.GetValue<string>());
        Assert.NotEmpty(answer["version"]!.GetValue<string>());
        Assert.Equal("""["binary_tensor_data","parameters"]""", answer["extensions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/v2/health/live", """{"live":true}""")]
    [InlineData("/v2/health/ready", """{"ready":true}""")]
    [InlineData("/v2/models/echo/ready", """{"name":"echo","ready":true}""")]
    [InlineData("/v2/models/echo/versions/2/ready", """{"name":"echo","ready":true}""")]
    [InlineData("/health/live", """{"status":"Healthy","checks":[]}""")]
    [InlineData(
        "/health/ready",
        """{"status":"Healthy","checks":[{"name":"cluster","status":"Healthy","description":"Silo 127.0.0.1:11111@1 answers."},{"name":"models","status":"Healthy","description":"0 required models are loaded."},{"name":"stopping","status":"Healthy","description":"The process is not stopping."}]}""")]
    public async Task Health_ClusterAnswers_IsOkWithJsonBody(string path, string expected)
    {
        var answer = await gateway.Http.GetAsync(path).JsonAsync();

        Assert.Equal(expected, answer.ToJsonString());
    }

    [Fact]
    public async Task Health_Head_IsOkWithoutBody()
    {
        using var response = await gateway.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/health/live"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Ready_ClusterDoesNotAnswer_Is503WithReason()
    {
        FakeSiloHealthGrain.Failure = "The cluster is away.";
        try
        {
            using var protocol = await gateway.Http.GetAsync("/v2/health/ready");
            using var health = await gateway.Http.GetAsync("/health/ready");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, protocol.StatusCode);
            Assert.Equal("1", protocol.Headers.RetryAfter?.ToString());
            Assert.Equal(
                """{"ready":false,"error":"Check 'cluster' failed: The cluster is away."}""", await protocol.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            Assert.Equal(
                """{"status":"Unhealthy","checks":[{"name":"cluster","status":"Unhealthy","description":"The cluster is away."},{"name":"models","status":"Healthy","description":"0 required models are loaded."},{"name":"stopping","status":"Healthy","description":"The process is not stopping."}]}""",
                await health.Content.ReadAsStringAsync());
        }
        finally
        {
            FakeSiloHealthGrain.Failure = null;
        }
    }

    [Fact]
    public async Task ModelMetadata_Champion_ListsVersionsAndSchema()
    {
        var answer = await gateway.Http.GetAsync("/v2/models/echo").JsonAsync();

        const string Tensors = """[{"name":"x","datatype":"FP32","shape":[-1,3]}]""";
        Assert.Equal(
            $$"""{"name":"echo","versions":["1","2"],"platform":"onnx_onnxruntime","inputs":{{Tensors}},"outputs":{{Tensors}}}""",
            answer.ToJsonString());
    }

    [Fact]
    public async Task ModelReady_NotLoaded_Is503AndStartsLoading()
    {
        using var first = await gateway.Http.GetAsync("/v2/models/loading/ready");
        var text = await first.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal("1", first.Headers.RetryAfter?.ToString());
        Assert.Equal("Model 'loading' is not at ready state: it is being loaded.", JsonNode.Parse(text)!["error"]!.GetValue<string>());
        var deadline = DateTime.UtcNow.AddSeconds(10);
        HttpStatusCode status;
        do
        {
            using var later = await gateway.Http.GetAsync("/v2/models/loading/ready");
            status = later.StatusCode;
        }
        while (status != HttpStatusCode.OK && DateTime.UtcNow < deadline);
        Assert.Equal(HttpStatusCode.OK, status);
    }
}
