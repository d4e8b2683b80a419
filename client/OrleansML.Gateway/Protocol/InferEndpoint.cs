using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Gateway.Errors;
using OrleansML.Models;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// <c>POST /v2/models/{model}[/versions/{version or alias}]/infer</c>. A client that goes away takes its prediction out of the queue.
/// </summary>
internal sealed class InferEndpoint(OrleansMLClient client, IOptions<GatewayOptions> options, ErrorResponses errors)
{
    private readonly InferBody _body = new(client, options.Value);

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (!ModelRoute.TryRead(context, out var model, out var target))
            {
                await ErrorResponses.WriteNotFoundAsync(context);
                return;
            }

            var request = await _body.ReadAsync(context, model, target);
            var prediction = await client.PredictAsync(model, ToPredictRequest(request), RoutingKeyHeader.Apply(context.Request, target), context.RequestAborted);
            await InferResponse.SendAsync(context, request, prediction);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context, exception);
        }
    }

    private static PredictRequest ToPredictRequest(InferRequest request) => new()
    {
        Inputs = request.Inputs,
        Outputs = request.Outputs is { } outputs ? Array.ConvertAll(outputs, static output => output.Name) : null,
        Timeout = request.Timeout,
    };
}
