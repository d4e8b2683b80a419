using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Asks an HTTP service by key: a GET, answered by 200 with a JSON object of at most 1 MiB, or by 404 where it does not know the entity. Every
/// field, time and id that the source names must be there, null where it has no value. <c>root</c> points to the object within the answer; null
/// there means an unknown entity too. Redirects are followed within scheme, host and port only, since headers may hold secrets.
/// </summary>
internal sealed class HttpKeyedSource : IKeyedSource
{
    private const string HeaderPrefix = FeatureViewKeys.Headers + ".";
    private const int MaximumRedirects = 5;

    private readonly SourceBinding _binding;
    private readonly TimeProvider _time;
    private readonly HttpAnswerReader _answers;
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Otherwise a changed name of the host would never be noticed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private volatile Request? _request;

    public HttpKeyedSource(SourceBinding binding, TimeProvider time)
    {
        _binding = binding;
        _time = time;
        _answers = new HttpAnswerReader(binding);
    }

    public async ValueTask<FeatureEvent?> ReadAsync(string entity, FeatureValue[] key, CancellationToken cancellationToken)
    {
        _binding.CheckKey(key);
        return await BoundedCall.RunAsync(_binding, _time, token => AskAsync(entity, key, token), cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<FeatureEvent?> AskAsync(string entity, FeatureValue[] key, CancellationToken cancellationToken)
    {
        var hasAnswered = false;
        try
        {
            var request = _request ??= ReadRequest();
            using var response = await SendAsync(request, request.Address.Of(key), cancellationToken);
            hasAnswered = true;
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (response.StatusCode != HttpStatusCode.OK)
                throw HttpFailures.Of(_binding, response.StatusCode);
            return await _answers.ReadAsync(entity, response, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = HttpFailures.Of(_binding, exception, hasAnswered);
            // The next call reads the secrets again: they may have been changed.
            if (failure.Failure == SourceFailure.Refused)
                _request = null;
            throw failure;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Request request, Uri address, CancellationToken cancellationToken)
    {
        var user = address.UserInfo;
        for (var redirects = 0; ; redirects++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in request.Headers)
                message.Headers.TryAddWithoutValidation(name, value);
            if (user.Length > 0)
                message.Headers.Authorization = Basic(user);

            var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return response;

            var next = new Uri(address, location);
            var stays = Uri.Compare(address, next, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
            if (!stays || redirects == MaximumRedirects)
                return response;
            response.Dispose();
            address = next;
        }
    }

    private static AuthenticationHeaderValue Basic(string user) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user))));

    private Request ReadRequest()
    {
        var headers = new List<KeyValuePair<string, string>> { new("Accept", "application/json") };
        foreach (var (key, text) in _binding.Source.Settings)
        {
            if (!key.StartsWith(HeaderPrefix, StringComparison.Ordinal))
                continue;

            var name = key[HeaderPrefix.Length..];
            var value = _binding.Resolve(text);
            using var probe = new HttpRequestMessage();
            if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || !probe.Headers.TryAddWithoutValidation(name, value))
                throw _binding.Failure(SourceFailure.Misconfigured, $"the header '{name}' cannot be sent", "Correct its name, or leave only printable ASCII in its value.");
            headers.RemoveAll(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            headers.Add(new(name, value));
        }

        return new Request(new HttpAddress(_binding), headers);
    }

    private sealed record Request(HttpAddress Address, List<KeyValuePair<string, string>> Headers);
}
