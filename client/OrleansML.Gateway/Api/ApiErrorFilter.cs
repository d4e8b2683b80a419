using System.Reflection;
using Microsoft.AspNetCore.Http;
using OrleansML.Gateway.Errors;

namespace OrleansML.Gateway.Api;

/// <summary>Answers failures of the platform API with text and code.</summary>
/// <param name="errors">Writes them.</param>
/// <param name="parameters">The parameters of the operation.</param>
/// <param name="whilePushing">Whether a model is pushed.</param>
internal sealed class ApiErrorFilter(ErrorResponses errors, ParameterInfo[] parameters, bool whilePushing) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            // Parameters that cannot be read were noted as nothing but a status.
            if (context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest)
                throw new OrleansMLException(ErrorCode.InvalidRequest, string.Join(" ", QueryFaults.Of(parameters, context.HttpContext.Request.Query)));
            return await next(context);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context.HttpContext, exception, withCode: true, whilePushing);
            return Results.Empty;
        }
    }
}
