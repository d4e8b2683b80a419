using System.Globalization;
using System.Net;
using System.Text;
using OrleansML.Data.Pipelines;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>
/// Calls HTTP services. Every attempt at a step has the same <c>Idempotency-Key</c>, by which a service can tell a repetition. 408 is a timeout, 429 want of
/// capacity, other codes from 500 on mean that the service is unavailable; what else is not expected is the user's error.
/// </summary>
internal sealed class HttpStepRunner(PipelineHttp http, ISecretStore secrets) : IStepRunner
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int MostBytes = 1 << 20;
    private const int Shown = 200;

    public StepKind Kind => StepKind.Http;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = context.Work<HttpStep>();
        var redactor = new SecretRedactor();
        using var request = Request(context, step, redactor);
        try
        {
            using var reply = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = redactor.Redact(await ReadAsync(reply.Content, cancellationToken));
            var isExpected = step.Expected.Count > 0 ? step.Expected.Contains((int)reply.StatusCode) : reply.IsSuccessStatusCode;
            return isExpected ? body : throw new StepFailedException(FailureOf(reply.StatusCode), Unexpected(request, reply.StatusCode, body));
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new StepFailedException(StepFailureKind.Unavailable, redactor.Redact($"{request.RequestUri!.GetLeftPart(UriPartial.Path)} cannot be reached: {exception.Message}"));
        }
    }

    private HttpRequestMessage Request(StepContext context, HttpStep step, SecretRedactor redactor)
    {
        var url = TemplateText.Expand(step.Url, name => Uri.EscapeDataString(context.Value(name)));
        var request = new HttpRequestMessage(new HttpMethod(step.Method), url);
        if (step.Body is { } body)
        {
            request.Content = new StringContent(context.Expand(body), Encoding.UTF8);
            request.Content.Headers.ContentType = null;
        }

        if (!step.Headers.Keys.Contains(IdempotencyKey, StringComparer.OrdinalIgnoreCase))
            request.Headers.TryAddWithoutValidation(IdempotencyKey, context.Key);
        foreach (var (name, text) in step.Headers)
        {
            // Secrets come last: what they hold is no placeholder.
            var value = SecretReference.Resolve(context.Expand(text), secret => Secret(secret, redactor));
            if (value.AsSpan().ContainsAny('\r', '\n'))
                throw new StepFailedException(StepFailureKind.User, $"The value of header '{name}' has a line break.");
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private string Secret(string name, SecretRedactor redactor)
    {
        var secret = secrets.Get(name);
        redactor.Add(secret);
        return secret;
    }

    // What is longer than this is no output anyway.
    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while (buffer.Length < MostBytes && (read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
            buffer.Write(chunk, 0, read);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static StepFailureKind FailureOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.RequestTimeout => StepFailureKind.Timeout,
        HttpStatusCode.TooManyRequests => StepFailureKind.Capacity,
        >= HttpStatusCode.InternalServerError => StepFailureKind.Unavailable,
        _ => StepFailureKind.User,
    };

    private static string Unexpected(HttpRequestMessage request, HttpStatusCode status, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)} answered {(int)status}{(body.Length == 0 ? "" : $": {(body.Length > Shown ? body[..Shown] : body)}")}");
}
