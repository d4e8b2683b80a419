using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Errors;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway.Health;

/// <summary><c>GET /health/live</c>: the process answers. <c>GET /health/ready</c>: it can serve; 503 with the failed checks when it cannot.</summary>
internal sealed class HealthEndpoints(ReadinessProbe readiness, ErrorResponses errors)
{
    private static readonly byte[] Live = """{"status":"Healthy","checks":[]}"""u8.ToArray();

    public Task GetLiveAsync(HttpContext context) => JsonResponse.WriteAsync(context, Live);

    public async Task GetReadyAsync(HttpContext context)
    {
        try
        {
            var report = await readiness.CheckAsync(context.RequestAborted);
            var healthy = report.Status == HealthStatus.Healthy;
            if (!healthy)
                errors.SuggestRetry(context);
            await JsonResponse.WriteAsync(
                context,
                HealthInfo.From(report),
                ApiJsonContext.Readable.HealthInfo,
                healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context, exception);
        }
    }
}
