using System.Collections.Concurrent;
using System.Net;
using System.Text;
using OrleansML.Testing;

namespace OrleansML.CliTests.Telemetry;

/// <summary>Takes what OpenTelemetry's protocol sends over HTTP, by signal. Texts in protobuf are plain UTF-8, so they are found in the bodies as they are.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _texts = new();
    private readonly LoopbackHttp _http;

    public OtlpReceiver() => _http = new LoopbackHttp(TakeAsync);

    public string Url => $"{_http.Url}/";

    /// <summary>Everything that came of a signal: <c>metrics</c>, <c>logs</c> or <c>traces</c>.</summary>
    public string TextOf(string signal) => _texts.GetValueOrDefault("/v1/" + signal, "");

    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private async Task TakeAsync(HttpListenerContext context)
    {
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
