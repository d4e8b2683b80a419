using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class HttpKeyedSourceTests : IAsyncDisposable
{
    private const string Amount = "    fields: { amount: { type: double } }";

    private readonly ConcurrentQueue<string> _asked = [];
    private readonly TestHttpService _service;
    private Func<HttpListenerRequest, TestHttpAnswer> _answer = _ => new TestHttpAnswer(200, """{"amount":1}""");

    public HttpKeyedSourceTests() => _service = new TestHttpService(request =>
    {
        _asked.Enqueue($"{request.RawUrl} {request.Headers["Authorization"]} {request.Headers["X-Key"]}");
        return _answer(request);
    });

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task ReadAsync_NestedAnswer_ReadsRootPointersAndTimes()
    {
        _answer = _ => new TestHttpAnswer(
            200,
            """{"meta":{"x":[1,{"y":2}]},"data":[0,{"account":{"limit":2.5,"tags":["a","b"]},"at":"2026-01-01T02:00:00+02:00","other":null,"n":{"e":null}}]}""",
            "application/vnd.bank+json; charset=utf-8");
        var view = View("/accounts/{card_id}\nroot: /data/1", """
                event_time: at
                fields:
                  limit: { type: double, column: /account/limit }
                  tag: { type: string, column: /account/tags/1 }
                  deep: { type: int, column: /n/e/f }
            """);

        var made = await ReadAsync(view);

        Assert.Equal(new FeatureTime(1_767_225_600_000_000), made!.EventTime);
        Assert.Equal(
            new() { ["limit"] = FeatureValue.Of(2.5), ["tag"] = FeatureValue.Of("b"), ["deep"] = FeatureValue.Missing }, SampleSources.Values(view, made));
    }

    [Fact]
    public async Task ReadAsync_KeysWithSpecialCharacters_ArePercentEncoded()
    {
        var view = View("/a/{shop}/{card_id}?c={card_id}", Amount, "shop: long, card_id: string");

        await ReadAsync(view, key: [FeatureValue.Of(-7L), FeatureValue.Of("a/b?c#d&e ä%2F{shop}")]);

        // urllib.parse.quote(text, safe='')
        Assert.Equal("/a/-7/a%2Fb%3Fc%23d%26e%20%C3%A4%252F%7Bshop%7D?c=a%2Fb%3Fc%23d%26e%20%C3%A4%252F%7Bshop%7D  ", Assert.Single(_asked));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task ReadAsync_KeyThatWouldLeadElsewhere_IsNotSent(string key)
    {
        Assert.Equal(SourceFailure.Misconfigured, (await FailureAsync(View("/a/{card_id}/b", Amount), key: key)).Failure);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task ReadAsync_SecretsInUserInfoAndHeaders_AreSent()
    {
        var view = SampleSources.View(
            $$"""
            kind: http
            mode: on_read
            url: http://bob:${secret:PASSWORD}@127.0.0.1:{{_service.Port}}/{card_id}
            headers: { X-Key: "${secret:KEY}" }
            """, fields: Amount);

        await ReadAsync(view, new KnownSecrets { ["PASSWORD"] = "p:/@ä", ["KEY"] = "k" });

        // base64.b64encode('bob:p:/@ä'.encode())
        Assert.Equal("/c1 Basic Ym9iOnA6L0DDpA== k", Assert.Single(_asked));
    }

    [Theory]
    [InlineData("{\"data\":null}", "/data")]
    [InlineData("null", "")]
    public async Task ReadAsync_NothingAtTheRoot_IsAnUnknownEntity(string body, string root)
    {
        _answer = _ => new TestHttpAnswer(200, body);

        Assert.Null(await ReadAsync(View("/{card_id}" + (root.Length == 0 ? "" : $"\nroot: {root}"), Amount)));
    }

    [Fact]
    public async Task ReadAsync_NotFound_IsAnUnknownEntity()
    {
        _answer = _ => new TestHttpAnswer(404, "gone", "text/plain");

        Assert.Null(await ReadAsync(View("/{card_id}", Amount)));
    }

    [Theory]
    [InlineData(401, SourceFailure.Refused)]
    [InlineData(403, SourceFailure.Refused)]
    [InlineData(400, SourceFailure.Misconfigured)]
    [InlineData(429, SourceFailure.Unavailable)]
    [InlineData(500, SourceFailure.Unavailable)]
    [InlineData(503, SourceFailure.Unavailable)]
    [InlineData(202, SourceFailure.Lying)]
    public async Task ReadAsync_OtherStatus_IsItsKindOfFailure(int status, SourceFailure kind)
    {
        _answer = _ => new TestHttpAnswer(status, """{"amount":1}""");

        var failure = await FailureAsync(View("/{card_id}", Amount));

        Assert.Equal(kind, failure.Failure);
        Assert.Contains($"the service answers {status}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"amount":"1"}""", SourceFailure.Lying, "'amount' must be of type double, and is a text that is not")]
    [InlineData("""{"amount":{}}""", SourceFailure.Lying, "'amount' must be of type double, and is an object")]
    [InlineData("""[1]""", SourceFailure.Lying, "the record must be an object, and is an array")]
    [InlineData("""{"other":1}""", SourceFailure.Misconfigured, "in the answer, 'amount' is not there")]
    [InlineData("""{"amount":1""", SourceFailure.Lying, "the answer is not JSON, at byte 12 of 11")]
    [InlineData("""{"amount":1} x""", SourceFailure.Lying, "the answer is not JSON, at byte 14 of 14")]
    [InlineData("", SourceFailure.Lying, "the answer is not JSON, at byte 1 of 0")]
    public async Task ReadAsync_AnswerThatCannotBeBelieved_SaysWhy(string body, SourceFailure kind, string what)
    {
        _answer = _ => new TestHttpAnswer(200, body);

        var failure = await FailureAsync(View("/{card_id}", Amount));

        Assert.Equal(
            (kind, $"Source 'payments' of view 'cards': {what}. See what the service answers, and correct it or the view."), (failure.Failure, failure.Message));
    }

    [Theory]
    [InlineData("text/html", "the answer is of the type 'text/html' instead of application/json")]
    [InlineData(null, "the answer is of the type '' instead of application/json")]
    [InlineData("application/json; charset=latin1", "the answer is in 'latin1' instead of UTF-8")]
    public async Task ReadAsync_OtherContentType_IsLying(string? type, string what)
    {
        _answer = _ => new TestHttpAnswer(200, """{"amount":1}""", type);

        var failure = await FailureAsync(View("/{card_id}", Amount));

        Assert.Equal(SourceFailure.Lying, failure.Failure);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_RootThatIsNotThere_IsMisconfigured()
    {
        _answer = _ => new TestHttpAnswer(200, """{"data":[{"amount":1}]}""");

        var failure = await FailureAsync(View("/{card_id}\nroot: /data/1", Amount));

        Assert.Equal(SourceFailure.Misconfigured, failure.Failure);
        Assert.Contains("the answer has nothing at '/data/1'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_048_576 - 12, true)]
    [InlineData(1_048_576 - 11, false)]
    public async Task ReadAsync_AnswerOfAnySize_IsBounded(int spaces, bool fits)
    {
        _answer = _ => new TestHttpAnswer(200, """{"amount":1}""" + new string(' ', spaces));
        var view = View("/{card_id}", Amount);

        if (fits)
            Assert.NotNull(await ReadAsync(view));
        else
            Assert.Contains("more than 1048576 bytes", (await FailureAsync(view)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_EndlessAnswerWithoutLength_IsBounded()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"amount\":1}" + new string(' ', 3_000_000));

        Assert.Contains("more than 1048576 bytes", (await FailureAsync(View("/{card_id}", Amount, port: server.Port))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"amount\":1}", SourceFailure.Lying, "the answer is cut short")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", SourceFailure.Lying, "the answer is not HTTP")]
    [InlineData("", SourceFailure.Unreachable, "the service ")]
    public async Task ReadAsync_BrokenAnswer_SaysHow(string answer, SourceFailure kind, string what)
    {
        using var server = new RawServer(answer);

        var failure = await FailureAsync(View("/{card_id}", Amount, port: server.Port));

        Assert.Equal(kind, failure.Failure);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_RedirectWithinTheHost_IsFollowed()
    {
        _answer = request => request.RawUrl == "/c1" ? new TestHttpAnswer(307, "", Location: "/new/c1") : new TestHttpAnswer(200, """{"amount":1}""");

        Assert.NotNull(await ReadAsync(View("/{card_id}", Amount)));
        Assert.Equal(["/c1  ", "/new/c1  "], _asked);
    }

    [Fact]
    public async Task ReadAsync_RedirectToAnotherHost_IsNotFollowed()
    {
        await using var other = new SilentServer();
        _answer = _ => new TestHttpAnswer(302, "", Location: $"http://127.0.0.1:{other.Port}/");

        Assert.Equal(SourceFailure.Misconfigured, (await FailureAsync(View("/{card_id}", Amount))).Failure);
        Assert.Equal(0, other.Accepted);
    }

    [Fact]
    public async Task ReadAsync_RedirectInACircle_Ends()
    {
        _answer = _ => new TestHttpAnswer(302, "", Location: "/c1");

        Assert.Equal(SourceFailure.Misconfigured, (await FailureAsync(View("/{card_id}", Amount))).Failure);
        Assert.Equal(6, _asked.Count);
    }

    [Fact]
    public async Task ReadAsync_KeyInTheHost_IsMisconfigured()
    {
        var view = SampleSources.View("kind: http\nmode: on_read\nurl: http://{card_id}@127.0.0.1/x", fields: Amount);

        Assert.Contains("'url' has a key in its host", (await FailureAsync(view)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_AnswerWithByteOrderMark_IsRead()
    {
        _answer = _ => new TestHttpAnswer(200, "\uFEFF{\"amount\":1}");

        Assert.NotNull(await ReadAsync(View("/{card_id}", Amount)));
    }

    [Theory]
    [InlineData("hidden\r\nX-Other: 1")]
    [InlineData("hidden\u00fc")]
    [InlineData("hidden\u007f")]
    public async Task ReadAsync_SecretThatNoHeaderHolds_IsNotSentAndNotTold(string secret)
    {
        var view = SampleSources.View($"kind: http\nmode: on_read\nurl: http://127.0.0.1:{_service.Port}/{{card_id}}\nheaders: {{ X-Key: \"${{secret:KEY}}\" }}", fields: Amount);

        var failure = await FailureAsync(view, new KnownSecrets { ["KEY"] = secret });

        Assert.Equal(SourceFailure.Misconfigured, failure.Failure);
        Assert.DoesNotContain("hidden", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    private FeatureView View(string path, string fields, string entity = "card_id: string", int? port = null) =>
        SampleSources.View($"kind: http\nmode: on_read\ntimeout: 10s\nurl: http://127.0.0.1:{port ?? _service.Port}{path}", entity, fields);

    private static async Task<FeatureEvent?> ReadAsync(FeatureView view, KnownSecrets? secrets = null, FeatureValue[]? key = null)
    {
        await using var readers = SampleSources.Create(view, secrets);
        return await readers.Keyed!.ReadAsync("c1", key ?? [FeatureValue.Of("c1")], default);
    }

    private static async Task<SourceException> FailureAsync(FeatureView view, KnownSecrets? secrets = null, string key = "c1") =>
        await Assert.ThrowsAsync<SourceException>(() => ReadAsync(view, secrets, [FeatureValue.Of(key)]));

    /// <summary>Answers every connection with the same bytes and closes it.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public RawServer(string answer)
        {
            _listener.Start();
            _ = ServeAsync(Encoding.ASCII.GetBytes(answer));
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(byte[] answer)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    _ = await client.GetStream().ReadAsync(new byte[8192]);
                    await client.GetStream().WriteAsync(answer);
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
            {
                // It was stopped, or the client has had enough.
            }
        }
    }
}
