using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// Sends notifications as Standard Webhooks 1.0 describes: headers <c>webhook-id</c>, <c>webhook-timestamp</c> (seconds since 1970) and
/// <c>webhook-signature</c>, which is <c>v1,</c> and the HMAC-SHA256 over <c>ID.TIMESTAMP.BODY</c> in base64. The key is base64, with or without
/// <c>whsec_</c> before it. See https://github.com/standard-webhooks/standard-webhooks.
/// </summary>
internal sealed class PipelineWebhook(PipelineHttp http, ISecretStore secrets, TimeProvider time)
{
    private const string KeyPrefix = "whsec_";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Sends a notification once.</summary>
    public async Task<PipelineDeliveryReport> SendAsync(PipelineNotice notice)
    {
        try
        {
            using var request = Request(notice);
            using var ending = new CancellationTokenSource(Longest, time);
            using var reply = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            return reply.IsSuccessStatusCode
                ? new PipelineDeliveryReport { Id = notice.Id }
                : Failed(notice, string.Create(CultureInfo.InvariantCulture, $"the receiver answered {(int)reply.StatusCode}."), reply.StatusCode == HttpStatusCode.Gone);
        }
        catch (OperationCanceledException)
        {
            return Failed(notice, string.Create(CultureInfo.InvariantCulture, $"the receiver did not answer within {Longest.TotalSeconds} s."));
        }
        catch (Exception exception) when (exception is HttpRequestException or SecretMissingException)
        {
            return Failed(notice, exception.Message);
        }
        catch (FormatException)
        {
            return Failed(notice, "the signing key is not base64; write it as 'whsec_' and base64.");
        }
    }

    private static PipelineDeliveryReport Failed(PipelineNotice notice, string why, bool isFinal = false) => new() { Id = notice.Id, Failure = why, IsFinal = isFinal };

    private HttpRequestMessage Request(PipelineNotice notice)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var secret = SecretReference.Resolve(notice.Secret, secrets.Get);
        var key = Convert.FromBase64String(secret.StartsWith(KeyPrefix, StringComparison.Ordinal) ? secret[KeyPrefix.Length..] : secret);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{notice.Id}.{timestamp}.{notice.Body}"));
        var request = new HttpRequestMessage(HttpMethod.Post, notice.Url) { Content = new StringContent(notice.Body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", notice.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        return request;
    }
}
