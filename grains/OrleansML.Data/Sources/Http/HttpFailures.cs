using System.Net;
using System.Net.Sockets;

namespace OrleansML.Data.Sources;

/// <summary>What an answer other than 200, or none, means for a source.</summary>
internal static class HttpFailures
{
    public static SourceException Of(SourceBinding binding, HttpStatusCode status)
    {
        var what = $"the service answers {(int)status}";
        return (int)status switch
        {
            401 or 403 or 407 => binding.Failure(SourceFailure.Refused, what, "Correct the secrets that its headers or 'url' refer to, or what they may do."),
            408 or 425 or 429 or >= 500 => binding.Failure(SourceFailure.Unavailable, what, "It is asked again later."),
            >= 400 => binding.Failure(SourceFailure.Misconfigured, what, "Correct 'url' or the headers in the view."),
            >= 300 => binding.Failure(SourceFailure.Misconfigured, $"{what} and leads elsewhere", "Set 'url' to the final address; only redirects within one host are followed."),
            _ => binding.Failure(SourceFailure.Lying, $"{what} instead of 200", "Let it answer 200 with JSON, and 404 for an entity that it does not know."),
        };
    }

    /// <param name="binding">The source.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="hasAnswered">Whether the head of an answer had come.</param>
    public static SourceException Of(SourceBinding binding, Exception exception, bool hasAnswered) => exception switch
    {
        SourceException known => known,
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or IOException when hasAnswered =>
            binding.Failure(SourceFailure.Lying, "the answer is cut short", "See why the service breaks off."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            binding.Failure(SourceFailure.Lying, "the answer is not HTTP", "See what listens at 'url'."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            binding.Failure(SourceFailure.Refused, "no TLS connection is agreed on", "See that its certificate is valid and trusted here."),
        HttpRequestException { InnerException: SocketException socket } => Unreachable(binding, $"cannot be reached ({socket.SocketErrorCode})"),
        HttpRequestException error => Unreachable(binding, $"cannot be reached ({error.HttpRequestError})"),
        IOException => Unreachable(binding, "broke the connection"),
        _ => Unreachable(binding, $"cannot be asked ({exception.GetType().Name})"),
    };

    private static SourceException Unreachable(SourceBinding binding, string what) =>
        binding.Failure(SourceFailure.Unreachable, $"the service {what}", "See that it runs, and that 'url' is right.");
}
