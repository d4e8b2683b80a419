using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace OrleansML.ChaosTests.Load;

/// <summary>
/// Predictions over HTTP as behind a load balancer: requests go to the gateways in turn, and to the next one where the connection is refused
/// or breaks before the answer. What a gateway answers is final, errors included, so its own failures are not hidden.
/// </summary>
internal sealed class GatewayBalancer : IDisposable
{
    private const string RoutingKeyHeader = "OrleansML-Routing-Key";

    private static readonly TimeSpan RoundPause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient[] _gateways;
    private int _next;

    public GatewayBalancer(IEnumerable<Uri> gateways) => _gateways = [.. gateways.Select(url => new HttpClient
    {
        BaseAddress = url,
        Timeout = Timeout.InfiniteTimeSpan,
    })];

    /// <summary>Asks for one prediction.</summary>
    /// <exception cref="InvalidOperationException">A gateway answered with an error.</exception>
    /// <param name="model">The model.</param>
    /// <param name="version">The version; null for the one that serves.</param>
    /// <param name="request">Number of the request, which decides the row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="key">Key that decides among versions that share the requests; null for none.</param>
    public async Task<Reply> PredictAsync(string model, int? version, long request, CancellationToken cancellationToken, string? key = null)
    {
        var path = version is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"v2/models/{model}/versions/{number}/infer")
            : $"v2/models/{model}/infer";
        var input = new { name = LinearModel.Input, datatype = "FP32", shape = new[] { 1, LinearModel.Features }, data = LinearModel.Row(request) };
        for (var attempt = 0; ; attempt++)
        {
            var gateway = _gateways[(uint)Interlocked.Increment(ref _next) % _gateways.Length];
            try
            {
                using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { inputs = new[] { input } }) };
                if (key is not null)
                    message.Headers.Add(RoutingKeyHeader, key);
                using var response = await gateway.SendAsync(message, cancellationToken);
                return await ReadAsync(response, attempt, cancellationToken);
            }
            catch (Exception exception) when (IsBroken(exception))
            {
                // A round in which nobody answers must not become a busy loop.
                if (attempt % _gateways.Length == _gateways.Length - 1)
                    await Task.Delay(RoundPause, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        foreach (var gateway in _gateways)
            gateway.Dispose();
    }

    private static bool IsBroken(Exception exception) =>
        exception is HttpRequestException { StatusCode: null } or HttpIOException or IOException or SocketException;

    private static async Task<Reply> ReadAsync(HttpResponseMessage response, int attempt, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"HTTP {(int)response.StatusCode}: {body}");

        using var document = JsonDocument.Parse(body);
        var version = document.RootElement.GetProperty("model_version").GetString()!;
        var value = document.RootElement.GetProperty("outputs")[0].GetProperty("data")[0].GetSingle();
        return new Reply(int.Parse(version, CultureInfo.InvariantCulture), value, attempt);
    }
}
