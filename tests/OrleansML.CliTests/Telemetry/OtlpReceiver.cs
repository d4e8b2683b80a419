using System.Collections.Concurrent;
using System.Net;
using System.Text;
using OrleansML.Testing.Processes;

namespace OrleansML.CliTests.Telemetry;

/// <summary>Takes what OpenTelemetry's protocol sends over HTTP, by signal. Texts in protobuf are plain UTF-8, so they are found in the bodies as they are.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, string> _texts = new();
    private readonly Task _serving;

    public OtlpReceiver()
    {
        Url = $"http://127.0.0.1:{FreePorts.Take(1)[0]}/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Everything that came of a signal: <c>metrics</c>, <c>logs</c> or <c>traces</c>.</summary>
    public string TextOf(string signal) => _texts.GetValueOrDefault("/v1/" + signal, "");

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
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _texts.AddOrUpdate(
                    context.Request.Url!.AbsolutePath,
                    static (_, added) => added,
                    static (_, before, added) => before + added,
                    Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It is closed.
        }
    }
}
