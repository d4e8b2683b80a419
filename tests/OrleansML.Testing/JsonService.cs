using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansML.Testing;

/// <summary>An HTTP service on a loopback port that answers JSON by path, counts what it is asked, and hangs or fails when a test wants it.</summary>
public sealed class JsonService : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>Starts the service.</summary>
    public JsonService()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Requests so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Answers by the last part of the path; what is not there is 404.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new();

    /// <summary>The bodies of requests, in the order in which they came.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = [];

    /// <summary>How long it takes over an answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether it takes requests and answers none.</summary>
    public bool Hangs { get; set; }

    /// <summary>Whether it answers 503.</summary>
    public bool Fails { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It is closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Bodies.Enqueue(body.ToArray());
            if (Hangs)
                await _ended.Task;
            await Task.Delay(Delay);
            var key = context.Request.Url!.Segments[^1];
            if (Fails || !Answers.TryGetValue(key, out var answer))
            {
                context.Response.StatusCode = Fails ? 503 : 404;
                context.Response.Close();
                return;
            }

            context.Response.ContentType = "application/json";
            context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The caller went away.
        }
    }
}
