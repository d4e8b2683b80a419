using System.Net;
using System.Text;

namespace OrleansML.CliTests;

/// <summary>Answers requests from a table of method and path, and keeps their bodies.</summary>
internal sealed class FakeGateway : HttpMessageHandler
{
    private readonly Dictionary<string, Func<byte[], HttpResponseMessage>> _answers = [];

    public List<(string Request, byte[] Body)> Received { get; } = [];

    public FakeGateway Answer(string request, string json, HttpStatusCode status = HttpStatusCode.OK) =>
        Answer(request, _ => new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    public FakeGateway Answer(string request, Func<byte[], HttpResponseMessage> answer)
    {
        _answers[request] = answer;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Received.Add((key, body));
        var response = _answers.TryGetValue(key, out var answer)
            ? answer(body)
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>not here</html>") };
        response.RequestMessage = request;
        return response;
    }
}
