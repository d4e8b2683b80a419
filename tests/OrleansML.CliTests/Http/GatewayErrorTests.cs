using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansML.CliTests.Http;

public sealed class GatewayErrorTests
{
    [Fact]
    public async Task Run_NobodyListens_SaysHowToStartOne()
    {
        var handler = new RefusingHandler();

        var run = await CommandRun.OfAsync(handler, "model", "list", "--url", "http://127.0.0.1:9");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("No gateway answers at http://127.0.0.1:9/: start one with 'orleansml up', or name another with --url.", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Run_GatewayRefuses_WritesItsTextAndNothingElse()
    {
        var gateway = new FakeGateway().Answer(
            "GET /api/v1/models/nosuch",
            """{"error": "Request for unknown model: 'nosuch' is not found", "code": "ModelNotFound"}""",
            HttpStatusCode.NotFound);

        var run = await CommandRun.OfAsync(gateway, "model", "show", "nosuch");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Request for unknown model: 'nosuch' is not found", run.Error);
    }

    [Fact]
    public async Task Run_AnotherServerAnswers_NamesRequestAndStatus()
    {
        var run = await CommandRun.OfAsync(new FakeGateway(), "model", "list");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("GET http://127.0.0.1:8080/api/v1/models was answered with 404 Not Found: check that --url names an OrleansML gateway.", run.Error);
    }

    [Fact]
    public async Task Run_AnswerIsNotJson_SaysSo()
    {
        var gateway = new FakeGateway().Answer(
            "GET /api/v1/models",
            _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>", Encoding.UTF8, "application/json") });

        var run = await CommandRun.OfAsync(gateway, "model", "list");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("http://127.0.0.1:8080/api/v1/models answered something that is not an OrleansML gateway's: ", run.Error);
    }

    [Fact]
    public async Task Run_UrlWithPath_KeepsThePath()
    {
        var gateway = new FakeGateway().Answer("GET /ml/api/v1/models", """{"models": []}""");

        var run = await CommandRun.OfAsync(gateway, "model", "list", "--url", "http://example.test/ml");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("No models yet: push one with 'orleansml model push FILE --name NAME'.", run.Output);
    }

    private sealed class RefusingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
    }
}
