using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using OrleansML.Testing;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>The HTTP service that steps call: notes every call as it comes in, and some time later answers each with a text of its own.</summary>
internal sealed class StepReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Answering = TimeSpan.FromMilliseconds(150);

    private readonly LoopbackHttp _http;
    private int _calls;

    public StepReceiver() => _http = new LoopbackHttp(AnswerAsync);

    public string Url => _http.Url;

    /// <summary>Every call, in the order in which they came.</summary>
    public ConcurrentQueue<StepCall> Calls { get; } = [];

    /// <summary>What came under an idempotency key.</summary>
    public StepCall[] Under(string key) => [.. Calls.Where(call => call.Key == key)];

    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var answer = string.Create(CultureInfo.InvariantCulture, $"answer-{Interlocked.Increment(ref _calls)}");
        Calls.Enqueue(new StepCall(context.Request.Headers["Idempotency-Key"]!, await reader.ReadToEndAsync(), answer));
        await Task.Delay(Answering);
        context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
    }
}
