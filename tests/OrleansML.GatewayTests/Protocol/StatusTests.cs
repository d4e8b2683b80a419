using System.Net;
using System.Text;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Protocol;

[Collection(GatewayCollection.Name)]
public sealed class StatusTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData(ErrorCode.InvalidRequest, 400, false)]
    [InlineData(ErrorCode.ModelNotFound, 404, false)]
    [InlineData(ErrorCode.VersionNotFound, 404, false)]
    [InlineData(ErrorCode.ArtifactNotFound, 404, false)]
    [InlineData(ErrorCode.RunNotFound, 404, false)]
    [InlineData(ErrorCode.PipelineNotFound, 404, false)]
    [InlineData(ErrorCode.IncidentNotFound, 404, false)]
    [InlineData(ErrorCode.ModelLoading, 503, true)]
    [InlineData(ErrorCode.QueueFull, 503, true)]
    [InlineData(ErrorCode.DeadlineExceeded, 504, false)]
    [InlineData(ErrorCode.NoMatchingPool, 503, false)]
    [InlineData(ErrorCode.OverMemoryBudget, 503, false)]
    [InlineData(ErrorCode.InvalidModel, 400, false)]
    [InlineData(ErrorCode.Conflict, 409, false)]
    [InlineData(ErrorCode.StorageUnavailable, 503, true)]
    [InlineData(ErrorCode.Unavailable, 503, true)]
    [InlineData(ErrorCode.TooLarge, 413, false)]
    [InlineData(ErrorCode.Unsupported, 501, false)]
    [InlineData(ErrorCode.Internal, 500, false)]
    public async Task Infer_ClusterFails_AnswersStatusTextAndRetryAfter(ErrorCode code, int status, bool retry)
    {
        var model = FakeModels.Fails + code;
        using (var response = await gateway.Http.InferAsync(HttpAnswers.GoodRequest, model))
            Assert.Equal(retry ? "1" : null, response.Headers.RetryAfter?.ToString());

        await gateway.Http.InferAsync(HttpAnswers.GoodRequest, model)
            .AssertErrorAsync(gateway.Http, status, $"Scripted failure of '{model}'.");
    }

    [Fact]
    public async Task Infer_ClusterBreaksItsContract_Is500WithoutInsides()
    {
        using var response = await gateway.Http.InferAsync(HttpAnswers.GoodRequest, FakeModels.Crash);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", text);
        Assert.Contains("The gateway failed on this request; its log says why, under request ", text);
    }

    [Theory]
    [InlineData("/v2/models/nobody", "nobody")]
    [InlineData("/v2/models/nobody/ready", "nobody")]
    [InlineData("/v2/models/nobody/versions/3/ready", "nobody")]
    [InlineData("/v2/models/..%2f..%2fetc", "..%2f..%2fetc")]
    [InlineData("/v2/models/a%5c..%5cb", "a\\..\\b")]
    [InlineData("/v2/models/%20", " ")]
    public Task Model_Unknown_Is404WithTheTextThatClientsCompare(string path, string name) =>
        gateway.Http.GetAsync(path).AssertErrorAsync(gateway.Http, 404, $"Request for unknown model: '{name}' is not found");

    [Theory]
    [InlineData("/v2/models/nobody/infer")]
    [InlineData("/v2/models/nobody/versions/1/infer")]
    public Task Infer_UnknownModel_Is404(string path) => gateway.Http.PostAsync(path, new StringContent(HttpAnswers.GoodRequest))
        .AssertErrorAsync(gateway.Http, 404, "Request for unknown model: 'nobody' is not found");

    [Theory]
    [InlineData("/v2/models/echo/versions/3", "3")]
    [InlineData("/v2/models/echo/versions/99999999999999", "2147483647")]
    public Task Model_UnknownVersion_Is404(string path, string version) => gateway.Http.GetAsync(path)
        .AssertErrorAsync(gateway.Http, 404, $"Model 'echo' has no version {version}; it has 1, 2.");

    [Fact]
    public Task Model_UnknownAlias_Is404() => gateway.Http.GetAsync("/v2/models/nobody/versions/v1")
        .AssertErrorAsync(gateway.Http, 404, "Request for unknown model: 'nobody' is not found");

    [Theory]
    [InlineData("/v2/models/raw-rows/versions/v1")]
    [InlineData("/v2/models/raw-rows/versions/v1/ready")]
    public Task ModelVersion_UnknownAlias_Is404(string path) =>
        gateway.Http.GetAsync(path).AssertErrorAsync(gateway.Http, 404, "Model 'raw-rows' has no alias 'v1'; it has champion.");

    [Theory]
    [InlineData("/")]
    [InlineData("/v2/models")]
    [InlineData("/v2/unknown")]
    [InlineData("/v2/models/echo/versions/-1/ready")]
    [InlineData("/v2/models/echo/generate")]
    [InlineData("/v2/models/../../etc")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/openapi/v2.json")]
    public Task Path_Unknown_Is404(string path) => gateway.Http.GetAsync(path).AssertErrorAsync(gateway.Http, 404, "Not Found");

    [Theory]
    [InlineData("GET", "/v2/models/echo/infer", "POST")]
    [InlineData("PUT", "/v2/models/echo/versions/1/infer", "POST")]
    [InlineData("POST", "/v2", "GET, HEAD")]
    [InlineData("DELETE", "/v2/models/echo", "GET, HEAD")]
    [InlineData("POST", "/v2/health/ready", "GET, HEAD")]
    [InlineData("POST", "/health/live", "GET, HEAD")]
    [InlineData("DELETE", "/api/v1/models", "GET")]
    [InlineData("GET", "/api/v1/models/echo/promote", "POST")]
    [InlineData("DELETE", "/api/v1/models/echo/versions/1", "PUT")]
    public async Task Method_Wrong_Is405WithTheRightOnes(string method, string path, string allowed)
    {
        using (var response = await gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)))
            Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));

        await gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))
            .AssertErrorAsync(gateway.Http, 405, "Method Not Allowed");
    }

    [Fact]
    public async Task Infer_ConnectionBreaksInTheMiddleOfTheBody_DoesNotDisturbOthers()
    {
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
            await socket.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes("POST /v2/models/echo/infer HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"inputs\""));
        }

        var good = await gateway.Http.InferAsync(HttpAnswers.GoodRequest).JsonAsync();
        Assert.Equal("echo", good["model_name"]!.GetValue<string>());
    }
}
