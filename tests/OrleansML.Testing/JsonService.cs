using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace OrleansML.Testing;

/// <summary>An HTTP service on a loopback port that answers JSON by path, counts what it is asked, and hangs or fails when a test wants it.</summary>
public sealed class JsonService : IAsyncDisposable
{
    private readonly LoopbackHttp _http;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>Starts the service.</summary>
    public JsonService() => _http = new LoopbackHttp(AnswerAsync);

    /// <summary>Its port.</summary>
    public int Port => _http.Port;

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
        await _http.DisposeAsync();
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Interlocked.Increment(ref _calls);
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
}
