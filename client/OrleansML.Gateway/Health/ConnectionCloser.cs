using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace OrleansML.Gateway.Health;

/// <summary>While the process is stopping, has clients close their connections with the answer, so that none is cut between two requests.</summary>
internal sealed class ConnectionCloser(DrainDelay drain) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.Use(following => context =>
        {
            if (drain.IsStopping)
                context.Response.Headers.Connection = "close";
            return following(context);
        });
        next(application);
    };
}
