using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Errors;
using OrleansML.Gateway.Health;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway;

/// <summary>Maps the gateway's paths.</summary>
public static class GatewayEndpointExtensions
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Post = [HttpMethods.Post];

    /// <summary>
    /// Maps the Open Inference Protocol under <c>/v2</c>, the platform API under <c>/api/v1</c>, its OpenAPI document at
    /// <c>/openapi/v1.json</c>, and health under <c>/health</c>. Every other path is answered 404 with a JSON body.
    /// </summary>
    /// <param name="routes">The application, on whose services <c>AddOrleansMLGateway</c> was called.</param>
    public static IEndpointRouteBuilder MapOrleansMLGateway(this IEndpointRouteBuilder routes)
    {
        routes.MapOrleansMLHealth();
        MapProtocol(routes);
        routes.MapApi();
        routes.MapOpenApi("/openapi/v1.json").ExcludeFromDescription();
        routes.Map("/{**path}", ErrorResponses.WriteNotFoundAsync).WithOrder(int.MaxValue);
        return routes;
    }

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c> alone; <see cref="MapOrleansMLGateway"/> includes them.</summary>
    /// <param name="routes">The application, on whose services <c>AddOrleansMLHealth</c> was called.</param>
    public static IEndpointRouteBuilder MapOrleansMLHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.ServiceProvider.GetRequiredService<HealthEndpoints>();
        routes.MapOnly("/health/live", Read, health.GetLiveAsync);
        routes.MapOnly("/health/ready", Read, health.GetReadyAsync);
        return routes;
    }

    private static void MapProtocol(IEndpointRouteBuilder routes)
    {
        var server = routes.ServiceProvider.GetRequiredService<ServerEndpoints>();
        routes.MapOnly("/v2", Read, server.GetMetadataAsync);
        routes.MapOnly("/v2/health/live", Read, server.GetLiveAsync);
        routes.MapOnly("/v2/health/ready", Read, server.GetReadyAsync);

        var models = routes.ServiceProvider.GetRequiredService<ModelEndpoints>();
        var infer = routes.ServiceProvider.GetRequiredService<InferEndpoint>();
        const string Model = $"/v2/models/{{{ModelRoute.Model}}}";
        foreach (var path in new[] { Model, $"{Model}/versions/{{{ModelRoute.Version}}}" })
        {
            routes.MapOnly(path, Read, models.GetMetadataAsync);
            routes.MapOnly($"{path}/ready", Read, models.GetReadyAsync);
            routes.MapOnly($"{path}/infer", Post, infer.HandleAsync);
        }
    }

    /// <summary>Maps a path to one handler and answers other methods with 405 and a JSON body.</summary>
    private static void MapOnly(this IEndpointRouteBuilder routes, string path, string[] methods, RequestDelegate handler)
    {
        routes.MapMethods(path, methods, handler);
        routes.MapMethodNotAllowed(path, methods);
    }

    internal static void MapMethodNotAllowed(this IEndpointRouteBuilder routes, string path, string[] methods)
    {
        var allowed = string.Join(", ", methods);
        routes.Map(path, context =>
        {
            context.Response.Headers.Allow = allowed;
            return ErrorResponses.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed");
        }).WithOrder(1);
    }
}
