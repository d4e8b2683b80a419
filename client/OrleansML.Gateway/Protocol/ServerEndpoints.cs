using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansML.Gateway.Errors;
using OrleansML.Gateway.Health;

namespace OrleansML.Gateway.Protocol;

/// <summary><c>GET /v2</c> and <c>GET /v2/health/...</c>. JSON in every body: some clients read it, the others look at the status only.</summary>
internal sealed class ServerEndpoints(ReadinessProbe readiness, ErrorResponses errors)
{
    private static readonly byte[] Metadata = JsonSerializer.SerializeToUtf8Bytes(
        new ServerMetadata
        {
            Name = "orleansml",
            Version = typeof(ServerEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Extensions = ["binary_tensor_data", "parameters"],
        },
        ProtocolJsonContext.Readable.ServerMetadata);

    private static readonly byte[] Live = """{"live":true}"""u8.ToArray();
    private static readonly byte[] Ready = """{"ready":true}"""u8.ToArray();

    public Task GetMetadataAsync(HttpContext context) => JsonResponse.WriteAsync(context, Metadata);

    public Task GetLiveAsync(HttpContext context) => JsonResponse.WriteAsync(context, Live);

    public async Task GetReadyAsync(HttpContext context)
    {
        try
        {
            var report = await readiness.CheckAsync(context.RequestAborted);
            if (report.Status == HealthStatus.Healthy)
            {
                await JsonResponse.WriteAsync(context, Ready);
                return;
            }

            errors.SuggestRetry(context);
            await JsonResponse.WriteAsync(
                context,
                new ServerReadiness { Ready = false, Error = ReadinessProbe.Describe(report) },
                ProtocolJsonContext.Readable.ServerReadiness,
                StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context, exception);
        }
    }
}
