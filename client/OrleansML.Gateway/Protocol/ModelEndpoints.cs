using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansML.Client;
using OrleansML.Gateway.Errors;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// <c>GET /v2/models/{model}[/versions/{version}][/ready]</c>. Models are loaded when they are first needed, and clients ask for readiness
/// before they send anything; so being asked starts the loading of a model that is not loaded.
/// </summary>
internal sealed partial class ModelEndpoints(OrleansMLClient client, ErrorResponses errors, ILogger<ModelEndpoints> logger)
{
    private readonly ConcurrentDictionary<(string Model, VersionTarget Target), bool> _warming = new();

    public async Task GetMetadataAsync(HttpContext context)
    {
        try
        {
            if (!ModelRoute.TryRead(context, out var model, out var target))
            {
                await ErrorResponses.WriteNotFoundAsync(context);
                return;
            }

            var served = await client.DescribeAsync(model, target, context.RequestAborted);
            await JsonResponse.WriteAsync(context, ModelMetadata.From(served), ProtocolJsonContext.Readable.ModelMetadata);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context, exception);
        }
    }

    public async Task GetReadyAsync(HttpContext context)
    {
        try
        {
            if (!ModelRoute.TryRead(context, out var model, out var target))
            {
                await ErrorResponses.WriteNotFoundAsync(context);
                return;
            }

            var replicas = await client.GetReplicasAsync(model, target, context.RequestAborted);
            var ready = replicas.Any(static replica => replica.Ready);
            if (!ready)
            {
                StartWarming(model, target);
                errors.SuggestRetry(context);
            }

            await JsonResponse.WriteAsync(
                context,
                new ModelReadiness
                {
                    Name = model,
                    Ready = ready,
                    Error = ready ? null : $"Model '{model}' is not at ready state: it is being loaded.",
                },
                ProtocolJsonContext.Readable.ModelReadiness,
                ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context, exception);
        }
    }

    private void StartWarming(string model, VersionTarget target)
    {
        if (_warming.TryAdd((model, target), true))
            _ = WarmAsync(model, target);
    }

    private async Task WarmAsync(string model, VersionTarget target)
    {
        try
        {
            await client.WarmAsync(model, target);
        }
        catch (Exception exception)
        {
            LogNotWarmed(logger, model, exception);
        }
        finally
        {
            _warming.TryRemove((model, target), out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} was asked for readiness and could not be loaded.")]
    private static partial void LogNotWarmed(ILogger logger, string model, Exception exception);
}
