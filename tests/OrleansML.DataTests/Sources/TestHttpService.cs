using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansML.DataTests.Sources;

/// <summary>An HTTP service on a loopback port.</summary>
internal sealed class TestHttpService : IAsyncDisposable
{
    private readonly Func<HttpListenerRequest, TestHttpAnswer> _answer;
    private HttpListener _listener = new();
    private Task _serving = Task.CompletedTask;

    public TestHttpService(Func<HttpListenerRequest, TestHttpAnswer> answer)
    {
        _answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        Start();
    }

    public int Port { get; }

    public void Start()
    {
        _listener = new HttpListener();
        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
        _listener.Start();
        _serving = ServeAsync(_listener);
    }

    public async Task StopAsync()
    {
        _listener.Abort();
        await _serving;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task ServeAsync(HttpListener listener)
    {
        while (true)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var answer = _answer(context.Request);
                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = answer.ContentType;
                if (answer.Location is not null)
                    context.Response.Headers["Location"] = answer.Location;
                context.Response.Close(Encoding.UTF8.GetBytes(answer.Body), willBlock: false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!listener.IsListening)
                    return;
            }
        }
    }
}
