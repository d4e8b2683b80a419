using System.Net;
using System.Text;

namespace OrleansML.DataTests.Sources;

/// <summary>An HTTP service on a loopback port, which it keeps when it is stopped and started again.</summary>
internal sealed class TestHttpService : IAsyncDisposable
{
    private readonly Func<HttpListenerRequest, TestHttpAnswer> _answer;
    private LoopbackHttp _http;

    public TestHttpService(Func<HttpListenerRequest, TestHttpAnswer> answer)
    {
        _answer = answer;
        _http = new LoopbackHttp(AnswerAsync);
    }

    public int Port => _http.Port;

    public void Start() => _http = new LoopbackHttp(AnswerAsync, Port);

    public async Task StopAsync() => await _http.DisposeAsync();

    public async ValueTask DisposeAsync() => await StopAsync();

    private Task AnswerAsync(HttpListenerContext context)
    {
        var answer = _answer(context.Request);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.Location is not null)
            context.Response.Headers["Location"] = answer.Location;
        context.Response.Close(Encoding.UTF8.GetBytes(answer.Body), willBlock: false);
        return Task.CompletedTask;
    }
}
