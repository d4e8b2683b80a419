using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>The HTTP service that steps call: notes every call as it comes in, and some time later answers each with a text of its own.</summary>
internal sealed class StepReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Answering = TimeSpan.FromMilliseconds(150);

    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private int _calls;

    public StepReceiver()
    {
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Every call, in the order in which they came.</summary>
    public ConcurrentQueue<StepCall> Calls { get; } = [];

    /// <summary>What came under an idempotency key.</summary>
    public StepCall[] Under(string key) => [.. Calls.Where(call => call.Key == key)];

    public async ValueTask DisposeAsync()
    {
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
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var answer = string.Create(CultureInfo.InvariantCulture, $"answer-{Interlocked.Increment(ref _calls)}");
            Calls.Enqueue(new StepCall(context.Request.Headers["Idempotency-Key"]!, await reader.ReadToEndAsync(), answer));
            await Task.Delay(Answering);
            context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The caller was killed.
        }
    }
}
