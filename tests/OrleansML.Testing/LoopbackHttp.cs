using System.Globalization;
using System.Net;
using OrleansML.Testing.Servers;

namespace OrleansML.Testing;

/// <summary>An HTTP service on a free loopback port, whose requests are answered as they come, several at a time.</summary>
public sealed class LoopbackHttp : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<HttpListenerContext, Task> _answer;
    private readonly Task _serving;

    /// <summary>Starts the service.</summary>
    /// <param name="answer">Answers a request and closes its response. That the caller went away is no failure.</param>
    /// <param name="port">Its port; null for a free one.</param>
    public LoopbackHttp(Func<HttpListenerContext, Task> answer, int? port = null)
    {
        _answer = answer;
        Port = port ?? ServerPorts.Take();
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Url { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        _closed.TrySetResult();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                // The listener never answers who asks for the next request in the moment in which it is closed.
                var next = _listener.GetContextAsync();
                if (await Task.WhenAny(next, _closed.Task) != next)
                    return;

                _ = AnswerAsync(await next);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or InvalidOperationException)
        {
            // It is closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            await _answer(context);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The caller went away.
        }
    }
}
