using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Gateway.Api;

namespace OrleansML.Gateway.Errors;

/// <summary>Turns whatever went wrong into a status and a JSON body with one text.</summary>
internal sealed partial class ErrorResponses(IOptions<GatewayOptions> options, ILogger<ErrorResponses> logger)
{
    // Nobody reads it: the client is gone. It is what access logs of proxies show for the case.
    private const int ClientClosedRequest = 499;

    private readonly string _retryAfter =
        ((long)Math.Ceiling(options.Value.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Answers with the status that fits the failure, or closes the connection when the answer had begun.</summary>
    public Task WriteAsync(HttpContext context, Exception failure, bool withCode = false, bool whilePushing = false)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = ClientClosedRequest;
            return Task.CompletedTask;
        }

        if (context.Response.HasStarted)
        {
            LogBrokenOff(logger, context.Request.Path, failure);
            context.Abort();
            return Task.CompletedTask;
        }

        var (status, code, message) = Describe(context, failure, whilePushing);
        if (ErrorStatus.IsWorthRepeating(code) && status == StatusCodes.Status503ServiceUnavailable)
            SuggestRetry(context);
        return WriteAsync(context, status, message, withCode ? code.ToString() : null);
    }

    /// <summary>Tells the client when to come back.</summary>
    public void SuggestRetry(HttpContext context) => context.Response.Headers.RetryAfter = _retryAfter;

    /// <summary>Answers that there is no such path.</summary>
    public static Task WriteNotFoundAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status404NotFound, "Not Found");

    /// <summary>Answers with a status and a text.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string message, string? code = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ErrorBody { Error = message, Code = code }, ApiJsonContext.Readable.ErrorBody);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private (int Status, ErrorCode Code, string Message) Describe(HttpContext context, Exception failure, bool whilePushing)
    {
        switch (failure)
        {
            case OrleansMLException { Code: not ErrorCode.Internal } known:
                return (ErrorStatus.Of(known.Code, whilePushing), known.Code, known.Message);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLarge:
                return (tooLarge.StatusCode, ErrorCode.TooLarge, tooLarge.Message);
            case BadHttpRequestException bad:
                return (bad.StatusCode, ErrorCode.InvalidRequest, bad.Message);
            case OperationCanceledException:
                return (
                    StatusCodes.Status503ServiceUnavailable,
                    ErrorCode.Unavailable,
                    "The request was given up inside the cluster, most likely because a part of it is stopping; repeat it.");
            case OrleansException or TimeoutException:
                return (
                    StatusCodes.Status503ServiceUnavailable, ErrorCode.Unavailable, $"The cluster cannot be reached; repeat the request: {failure.Message}");
            default:
                LogFailed(logger, context.Request.Method, context.Request.Path, context.TraceIdentifier, failure);
                return (
                    StatusCodes.Status500InternalServerError,
                    ErrorCode.Internal,
                    failure is OrleansMLException
                        ? failure.Message
                        : $"The gateway failed on this request; its log says why, under request {context.TraceIdentifier}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed, request {TraceIdentifier}.")]
    private static partial void LogFailed(ILogger logger, string method, PathString path, string traceIdentifier, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to {Path} broke off.")]
    private static partial void LogBrokenOff(ILogger logger, PathString path, Exception failure);
}
