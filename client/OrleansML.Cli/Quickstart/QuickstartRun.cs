using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansML.Cli.Data;
using OrleansML.Cli.Http;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Tensors;

namespace OrleansML.Cli.Quickstart;

/// <summary>Push, predict by every way in, compare.</summary>
internal sealed class QuickstartRun(GatewayClient gateway, string silo, Output output)
{
    public async Task<QuickstartReport> RunAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        output.Notice($"Preparing model '{scenario.Model}' ...");
        var path = await scenario.PrepareAsync(directory, cancellationToken);
        output.Notice($"Pushing {path} ...");
        var version = await PushAsync(scenario.Model, path, cancellationToken);
        var workload = scenario.CreateWorkload(await gateway.GetMetadataAsync(scenario.Model, Text(version.Version), cancellationToken));

        using var host = await SiloConnection.OpenAsync(silo, cancellationToken);
        var results = new List<WayInResult>();
        foreach (var way in Ways(scenario.Model, version.Version, workload, host.Services.GetRequiredService<OrleansMLClient>()))
        {
            output.Notice($"Predicting {workload.Requests.Count} requests over {way.Name} ...");
            results.Add(await TrafficDriver.RunAsync(way, workload.Requests, cancellationToken));
        }

        await host.StopAsync(cancellationToken);
        return new QuickstartReport
        {
            Url = gateway.Url,
            Model = scenario.Model,
            Version = version,
            Facts = scenario.Facts,
            Workload = workload,
            Results = results,
            Checks = QuickstartChecks.Judge(workload, results),
        };
    }

    private async Task<ModelVersionInfo> PushAsync(string model, string path, CancellationToken cancellationToken)
    {
        await using var file = Files.OpenRead(path);
        return await gateway.PushAsync(new ModelPush { Name = model }, file, cancellationToken);
    }

    private IEnumerable<WayIn> Ways(string model, int version, Workload workload, OrleansMLClient client)
    {
        if (workload.Requests[0].All(static input => TensorJson.CanWrite(input.Type)))
            yield return new WayIn("HTTP JSON", (inputs, cancellation) => InferAsync(InferRequestContent.Json(inputs), cancellation));
        yield return new WayIn("HTTP binary", (inputs, cancellation) => InferAsync(InferRequestContent.Binary(inputs), cancellation));
        yield return new WayIn("typed client", async (inputs, cancellation) =>
        {
            var prediction = await client.PredictAsync(model, new() { Inputs = inputs }, version, cancellation);
            return prediction.Outputs;
        });

        async Task<IReadOnlyList<Tensor>> InferAsync(HttpContent content, CancellationToken cancellation)
        {
            using (content)
            {
                var response = await gateway.InferAsync(model, Text(version), content, cancellation);
                return response.Outputs;
            }
        }
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
