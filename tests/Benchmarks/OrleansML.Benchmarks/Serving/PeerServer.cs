using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansML.Benchmarks.Serving;

/// <summary>The peer: what a developer writes in ten minutes, an ASP.NET minimal API that binds JSON and calls ONNX Runtime.</summary>
internal static class PeerServer
{
    public static async Task RunAsync(int port, CancellationToken stopping)
    {
        var builder = WebApplication.CreateSlimBuilder([$"--urls=http://127.0.0.1:{port}"]);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        foreach (var model in new[] { BenchmarkModel.Mlp30, BenchmarkModel.Mlp512 })
        {
            var runtime = new BareRuntime(model.Onnx);
            app.MapPost($"/{model.Name}", (PeerRequest request) => Results.Json(new PeerReply(runtime.Run(request.Features))));
        }

        await app.StartAsync(stopping);
        await app.WaitForShutdownAsync(stopping);
    }
}
