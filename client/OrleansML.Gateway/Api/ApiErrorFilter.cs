using Microsoft.AspNetCore.Http;
using OrleansML.Gateway.Errors;

namespace OrleansML.Gateway.Api;

/// <summary>Answers failures of the platform API with text and code.</summary>
internal sealed class ApiErrorFilter(ErrorResponses errors, bool whilePushing) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context.HttpContext, exception, withCode: true, whilePushing);
            return Results.Empty;
        }
    }
}
