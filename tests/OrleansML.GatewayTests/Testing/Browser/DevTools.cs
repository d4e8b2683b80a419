using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace OrleansML.GatewayTests.Testing;

/// <summary>One connection to a browser: commands with answers, and events by session. See chromedevtools.github.io/devtools-protocol.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = [];
    private readonly ConcurrentDictionary<string, Action<string, JsonNode>> _listeners = [];
    private Task _reading = Task.CompletedTask;
    private int _last;

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, CancellationToken.None);
        tools._reading = tools.ReadAsync();
        return tools;
    }

    /// <summary>Has every event of a session handed over, in order.</summary>
    public void Listen(string session, Action<string, JsonNode> listener) => _listeners[session] = listener;

    /// <summary>Sends a command and returns its result.</summary>
    public async Task<JsonNode> SendAsync(string method, JsonObject parameters, string? session = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _answers.GetOrAdd(id, static _ => new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously));
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
            message["sessionId"] = session;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(LongestAnswer);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } message)
                Take(message);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The browser or this connection ended, which those who wait hear of.
        }

        foreach (var answer in _answers.Values)
            answer.TrySetException(new IOException("The browser closed the connection."));
    }

    private async Task<JsonNode?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return part.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(message.ToArray());
    }

    private void Take(JsonNode message)
    {
        if ((int?)message["id"] is { } id)
        {
            if (!_answers.TryRemove(id, out var answer))
                return;
            if (message["error"] is { } error)
                answer.TrySetException(new InvalidOperationException(error.ToJsonString()));
            else
                answer.TrySetResult(message["result"]!);
        }
        else if ((string?)message["sessionId"] is { } session && _listeners.TryGetValue(session, out var listener))
        {
            listener((string)message["method"]!, message["params"]!);
        }
    }
}
