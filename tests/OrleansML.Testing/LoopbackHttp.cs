using System.Globalization;
using System.Net;
using OrleansML.Testing.Processes;

namespace OrleansML.Testing;

/// <summary>An HTTP service on a free loopback port, whose requests are answered as they come, several at a time.</summary>
public sealed class LoopbackHttp : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, Task> _answer;

    /// <summary>Starts the service.</summary>
    /// <param name="answer">Answers a request and closes its response. That the caller went away is no failure.</param>
    public LoopbackHttp(Func<HttpListenerContext, Task> answer)
    {
        _answer = answer;
        Port = FreePorts.Take(1)[0];
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Url { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        // Who comes to wait for the next request while the listener closes waits for ever, and nobody must wait for that.
        _listener.Close();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or InvalidOperationException)
        {
            // It is closed, while it waits or between two requests.
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
