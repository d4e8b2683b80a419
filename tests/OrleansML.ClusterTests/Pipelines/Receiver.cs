using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>An HTTP service that keeps what it is sent and answers as a test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What came, in the order in which it came.</summary>
    public ConcurrentQueue<Received> Calls { get; } = [];

    /// <summary>The status for a call and the number of calls to that path so far, this one included; null never answers.</summary>
    public Func<Received, int, int?> Status { get; set; } = static (_, _) => 200;

    public string Url => _app.Urls.First();

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>What came to a path.</summary>
    public Received[] To(string path) => [.. Calls.Where(call => call.Path == path)];

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var call = new Received(
            context.Request.Path.Value!,
            await reader.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        int number;
        lock (Calls)
        {
            Calls.Enqueue(call);
            number = To(call.Path).Length;
        }

        if (Status(call, number) is { } status)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync($"answer {number}");
        }
        else
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    public sealed record Received(string Path, string Body, Dictionary<string, string> Headers);
}
